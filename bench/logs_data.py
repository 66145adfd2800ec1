"""A month of an invented system's log, its mapping and three rule sets, for bench/logs."""
import datetime
import random
import sys

lines, folder = int(sys.argv[1]), sys.argv[2]
random.seed(1)
begin, step = datetime.datetime(2026, 10, 1, 8), 29 * 86400 / lines
operations = ["view", "view", "view", "search", "print", "export", "login"]
with open(folder + "/log.csv", "w") as out:
    out.write("time,user,subject,terminal,operation,rows,receipt,result,screen,message\n")
    for i in range(lines):
        at = begin + datetime.timedelta(seconds=int(i * step))
        out.write(
            f"{at:%Y-%m-%d %H:%M:%S},u{random.randrange(3000)},{random.randrange(10**6)},"
            f"PC-{random.randrange(2500)},{random.choice(operations)},{random.randrange(60)},"
            f"R{random.randrange(10**6)},{'ok' if random.random() < .99 else 'failed'},residents,"
            f"/juki/search?name=%E6%B1%90&kana=&birth=&page={random.randrange(20)}"
            f"&session={random.randrange(10**12)}\n")

with open(folder + "/mapping.yaml", "w") as out:
    out.write("name: bench\nlabel: {ja: 計測, en: Bench}\nformat: csv\n"
              "fields: {time: time, user: user}\n")

HEAD = ('catalog: bench\nkind: log_rules\nedition: "1"\ntitle: {ja: 計測, en: Bench}\n'
        "source: {name: 計測, note: {ja: 計測, en: Bench}}\nchecked_on: 2026-11-22\nrules:\n")


def rule(name, body, more=""):
    return (f"  - name: {name}\n    {body}\n"
            f"    daicho: {{title: {{ja: 計測, en: B}}, reason: {{ja: 計測, en: B}}{more}}}\n")


def detection(selection):
    return f"detection: {{s: {{{selection}}}, condition: s}}"


with open(folder + "/filter.yaml", "w") as out:
    out.write(HEAD + rule("one", detection("user: u777, result: failed")))
with open(folder + "/group.yaml", "w") as out:
    out.write(HEAD + rule("any", detection('user|exists: "true"'), ", reported: false") +
              rule("day", "correlation: {type: event_count, rules: [any], group-by: [user], "
                          "timespan: 1d, condition: {gte: 100000}}"))
with open(folder + "/fifty.yaml", "w") as out:
    out.write(HEAD)
    for i in range(50):
        out.write(rule(f"r{i}", detection([
            f"user: u{i}, operation: export",
            f"message|contains: 'session={i}99999', result: failed",
            f'subject: "{i}000", operation: [view, print]',
            f"message|re: 'page=1{i % 9}&session=77{i}'",
            f"terminal|startswith: PC-9{i}, rows|gte: 59, time|hour|gte: 20"][i % 5])))
