#!/usr/bin/env python3
"""Privacy assessments for measuring: tasks with one published version each, whose entries are those of
the published example. CSV files that `daicho import` takes.

    bench/privacy_data.py FOLDER [TASKS]      # 200 by default
"""
import csv
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
count = int(sys.argv[2]) if len(sys.argv) > 2 else 200
data = pathlib.Path(__file__).resolve().parent.parent / "data" / "govern"
folder.mkdir(parents=True, exist_ok=True)


def write(name, header, rows):
    with open(folder / f"{name}.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


with open(data / "privacy_value.csv", newline="") as file:
    entries = [row for row in csv.DictReader(file) if row["version"] == "OTARU4-0"]
write("privacy_task",
      "task_no name body holder department exempt subjects subjects_on handlers handlers_on due_kind "
      "made standing decided_on assessed_on published_on reviewed_on review_by reassess_by origin".split(),
      ([f"BT-{i:03}", f"計測の事務 {i}", "汐見市長", "own", "3010", "no", 1000 * (i + 1), "2026-04-01",
        10 + i, "2026-04-01", "key_items", "key_items", "ok", "2026-04-01", "2024-03-29", "2026-03-30",
        "2026-03-30", "2027-03-30", "2029-03-29", "constructed"] for i in range(count)))
write("privacy_version", "version_no task form sequence cause state changed_on approved_by submitted_on "
      "published_on stale faults origin".split(),
      ([f"BT-{i:03}-0", f"BT-{i:03}", "key_items", 0, "initial", "published", "2024-03-29", "課長", "2026-03-29",
        "2026-03-30", 0, 0, "constructed"] for i in range(count)))
write("privacy_value", "version address value gone block origin".split(),
      ([f"BT-{i:03}-0", row["address"], row["value"], row["gone"], "", "constructed"]
       for i in range(count) for row in entries))
