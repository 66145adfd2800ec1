#!/usr/bin/env python3
"""Every page of governance and every watch over HTTP: median wall and processor milliseconds of the
server. `govern_ask.py ADDRESS LOGINS PID [RUNS]`; what is slower than a tenth of a second is marked."""
import json
import os
import statistics
import sys
import time
import urllib.request

address, logins, pid = sys.argv[1], json.load(open(sys.argv[2])), int(sys.argv[3])
runs = int(sys.argv[4]) if len(sys.argv) > 4 else 5
who = next(one for one in logins if one["account"] == "10274")
tick = os.sysconf("SC_CLK_TCK")
goal_ms = 100


def send(path, body=None, cookie=None, method=None, csrf=None):
    request = urllib.request.Request(address + path, json.dumps(body).encode() if body else None,
                                     method=method)
    if csrf:
        request.add_header("X-Daicho-CSRF", csrf)
        request.add_header("Origin", address)
    request.add_header("Content-Type", "application/json")
    if cookie:
        request.add_header("Cookie", cookie)
    return urllib.request.urlopen(request, timeout=120)


session = send("/api/session", {"account": who["account"], "password": who["password"]})
csrf = json.load(session)["csrf"]
cookie = session.headers["Set-Cookie"].split(";")[0]


def cpu_ms():
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / tick


def ask(path):
    walls, sizes = [], 0
    begun = cpu_ms()
    for _ in range(runs):
        start = time.monotonic()
        sizes = len(send(path, cookie=cookie).read())
        walls.append((time.monotonic() - start) * 1000)
    # The first one may read what is kept afterwards (counts, orders): it is named beside the rest.
    return walls[0], statistics.median(walls[1:] or walls), (cpu_ms() - begun) / runs, sizes


def get(path):
    return json.loads(send(path, cookie=cookie).read())


# Every address of the description that needs nothing more: a new screen is measured by itself.
tax = ("/api/tax", "/api/levy", "/api/map", "/api/figures", "/api/journal/export")
pages = [path for path, of in get("/openapi.json")["paths"].items()
         if "get" in of and "{" not in path and path.startswith("/api/") and not path.startswith(tax)]
pages.append("/api/disposals?ended=true")
names = [one["name"] for area in get("/api/registers")["areas"] for one in area["registers"]
         if one["may_view"]]
watches = []
for name in names:
    pages += [f"/api/registers/{name}/records?limit=50", f"/api/registers/{name}/counts"]
    for view in get(f"/api/registers/{name}").get("list", {}).get("views", []):
        if view["id"].startswith("watch_"):
            watches.append(f"/api/registers/{name}/records?limit=50&filter.watch={view['id'][6:]}")
firsts = {"information_system": "systems", "disposal": "disposals", "account_round": "account-reviews",
          "privacy_task": "privacy-assessments", "incident": "incidents", "letter": "letters",
          "migration_order": "migration-orders", "personal_request": "requests",
          "procurement_plan": "procurement", "inquiry": "inquiries"}
for name, first in firsts.items():
    rows = get(f"/api/registers/{name}/records?limit=1")["rows"]
    if rows:
        pages.append(f"/api/{first}/{rows[0]['id']}")
contract = get("/api/registers/entrusted_contract/records?limit=1")["rows"][0]["id"]
system = get("/api/registers/information_system/records?limit=1")["rows"][0]["id"]
pages += [f"/api/entrust/{contract}", f"/api/chains/{contract}", f"/api/continuity/{system}",
          "/api/requests?offset=50000"]
slow = []
print(f"{'first ms':>9} {'median ms':>9} {'CPU ms':>8}  page")
for path in pages + watches:
    try:
        first, wall, cpu, _ = ask(path)
    except urllib.error.HTTPError as error:
        print(f"{'':>9} {'':>9} {'':>8}  {path}: answered {error.code}")
        continue
    line = f"{first:9.1f} {wall:9.1f} {cpu:8.1f}  {path}"
    if first > goal_ms or wall > goal_ms:
        slow.append(line)
    print(line)


def change_a_medium(number):
    rows = get("/api/registers/medium/records?limit=1")["rows"]
    record = get(f"/api/registers/medium/records/{rows[0]['id']}?parts=record")
    body = {"values": {"keeper": f"計測 {number}"}, "base_version": record["version"],
            "valid_from": record["valid_from"], "reason": "計測"}
    send(f"/api/registers/medium/records/{rows[0]['id']}", body, cookie, "PUT", csrf)


# The first answer after a write to the largest register: what was counted is counted again.
after = []
for number in range(runs):
    change_a_medium(number)
    start = time.monotonic()
    get("/api/mayor")
    after.append((time.monotonic() - start) * 1000)
line = f"{max(after):9.1f} {statistics.median(after):9.1f} {'':>8}  /api/mayor after a write"
print(line)
if max(after) > goal_ms:
    slow.append(line)
print(f"\n{len(pages)} pages, {len(watches)} watches; above {goal_ms} ms: {len(slow)}")
print("\n".join(slow))
