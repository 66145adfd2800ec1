"""What a clerk who programs would write: events by user and day."""
import collections
import csv
import sys

counts = collections.Counter()
with open(sys.argv[1], newline="") as file:
    for row in csv.DictReader(file):
        counts[row["user"], row["time"][:10]] += 1
print(sum(1 for count in counts.values() if count >= 100000))
