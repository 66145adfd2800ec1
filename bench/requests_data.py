#!/usr/bin/env python3
"""Requests about personal information for measuring: CSV files that `daicho import` takes.

    bench/requests_data.py FOLDER [REQUESTS]

writes personal_request.csv (100,000 rows unless told), request_step.csv (two a request) and
inquiry.csv (a tenth). Nine in ten are decided, one in a hundred late; names are numbers.
"""
import csv
import pathlib
import random
import sys
from datetime import date, timedelta

folder = pathlib.Path(sys.argv[1])
count = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
folder.mkdir(parents=True, exist_ok=True)
dice = random.Random(475)
DEPARTMENTS = ["1010", "1020", "1030", "2010", "2020", "3010", "3020", "5010"]
FIRST = date(2016, 4, 1)


def write(name, head, rows):
    with open(folder / f"{name}.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(head)
        out.writerows(rows)


def request(number):
    received = FIRST + timedelta(days=dice.randrange(3800))
    due = received + timedelta(days=30)
    decided = dice.random() < 0.9
    late = dice.randrange(1, 20) if dice.random() < 0.01 else 0
    on = due + timedelta(days=late) if late else received + timedelta(days=dice.randrange(5, 31))
    return [f"B-{number:06}", dice.choice(["disclosure", "correction", "suspension"]),
            "decided" if decided else "examining", received, "counter", f"記録 {number}",
            dice.choice(DEPARTMENTS), "self", f"請求者{number:06}", f"汐見市港町{number}番",
            f"請求者{number:06}", received, "licence", due, "full" if decided else "",
            on if decided else "", late if decided else "", "constructed", received]


requests = [request(number) for number in range(1, count + 1)]
write("personal_request",
      ["request_no", "kind", "state", "received_on", "channel", "asked", "department", "relation",
       "requester_name", "requester_address", "subject_name", "identity_on", "identity_kind", "due",
       "result", "decided_on", "days_late", "origin", "valid_from"], requests)
write("request_step", ["step_no", "request", "kind", "done_on", "done_by", "text", "origin"],
      [[f"BS-{2 * i + k:07}", row[0], kind, row[3], "職員", "", "constructed"]
       for i, row in enumerate(requests) for k, kind in enumerate(["received", "identity"])])
SUBJECTS = [f"件名{i:03}" for i in range(500)]


def inquiry(number):
    received = FIRST + timedelta(days=dice.randrange(3800))
    subject = dice.choice(SUBJECTS)
    return [f"BQ-{number:06}", "answered", received, "phone", "use", subject, subject,
            f"内容 {number}", dice.choice(DEPARTMENTS), received + timedelta(days=14), "回答",
            received, "職員", "constructed", received]


write("inquiry",
      ["inquiry_no", "state", "received_on", "channel", "category", "subject", "repeat_key",
       "content", "department", "due", "answer", "answered_on", "answered_by", "origin",
       "valid_from"], [inquiry(number) for number in range(1, count // 10 + 1)])
