#!/usr/bin/env python3
"""Rows of a large invented city for bench/govern: systems, accounts, equipment, media and what hangs
on them, as CSV files that `daicho import` takes. `govern_data.py FOLDER REGISTERS [MEDIA]`; a
register that the program does not have (yet) is left out by name."""
import csv
import pathlib
import sys

out, registers = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
media = int(sys.argv[3]) if len(sys.argv) > 3 else 100_000
systems, accounts = 1_000, 10_000


def write(number, name, header, rows):
    if not (registers / f"{name}.yaml").exists():
        print(f"left out: {name} (no such register)", file=sys.stderr)
        return
    with open(out / f"{number:02}-{name}.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(rows)


def day(i, first_month=1):
    return f"2026-{first_month + i % (12 - first_month):02}-{1 + i % 28:02}"


zones = ["my_number", "core", "lgwan", "internet", "information"]
contents = ["resident", "confidential_3", "confidential_2", "confidential_1", "unknown"]
write(1, "information_system", "system_no name state bureau section origin",
      ([f"B-{i:04}", f"測定用システム {i}", "in_service", "総務局", "デジタル推進課", "constructed"]
       for i in range(systems)))
write(2, "account_source", "source_no name system owner_department state period_days unused_days "
      "procedure_no column_account column_name column_number column_last_used origin",
      [["B-01", "計測", "B-0000", "1020", "in_use", "90", "90", "手順", "ID", "氏名", "番号", "最終",
        "constructed"]])
# Every twentieth is nobody's, every third is found by its name alone.
with open(out.parent / "accounts.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["ID", "氏名", "番号", "最終"])
    writer.writerows([f"b{i}", f"計測 {chr(0x4E00 + i % 2100)}", "" if i % 3 == 0 else 50000 + i % 2100,
                      f"2026-{'10' if i % 2 else '03'}-01"] for i in range(accounts))
write(1, "personnel_record", "employee_no name department employment attendance origin",
      ([50000 + i, f"計測 {chr(0x4E00 + i)}", ["1010", "1020", "2010", "3010"][i % 4], "regular",
        "present", "constructed"] for i in range(2_000)))
machines = media // 4
write(3, "equipment", "equipment_no name kind serial state system network_zone place section "
      "ownership lessor lease_end origin",
      ([f"BH-{i:06}", f"端末 {i}", "pc", f"BPC{i:07}", "in_use", f"B-{i % systems:04}",
        zones[i % 5], "庁舎", "情報課", "leased" if i % 3 == 0 else "owned",
        "賃貸人" if i % 3 == 0 else "", f"{2026 + i % 5}-12-31" if i % 3 == 0 else "", "constructed"]
       for i in range(machines)))
states = ["in_use", "in_use", "in_use", "stored", "in_use", "in_disposal", "in_use", "destroyed"]
write(4, "medium", "medium_no equipment form kind serial network_zone content encryption state "
      "place keeper last_seen origin",
      ([f"BM-{i:06}", "" if i % 10 == 0 else f"BH-{i % machines:06}",
        "portable" if i % 10 == 0 else "built_in", "usb_flash" if i % 10 == 0 else "ssd",
        f"BSN{i:08}", zones[i % 5], contents[i % 5], "from_start",
        "lent" if i % 100 == 0 else states[i % 8], "書庫", "情報課長",
        day(i) if i % 50 else "", "constructed"] for i in range(media)))
write(5, "medium_use", "use_no medium taken_on taken_by purpose locked_place key_no approved_by due "
      "returned_on checked_by origin",
      ([f"BU-{i:06}", f"BM-{i * 10 % media:06}", "2026-10-01", "職員", "移行", "書庫", "1", "課長",
        "2026-10-05", "" if i % 4 == 0 else "2026-10-03", "" if i % 7 == 0 else "係長",
        "constructed"] for i in range(media // 10)))
plans, items = media // 250, media // 8
write(6, "disposal", "disposal_no title cause state section planned_on certificate_due approved_by "
      "approved_on third_party origin",
      ([f"BD-{i:05}", f"返却 {i}", "lease_end", "in_work" if i % 3 else "awaiting", "情報課",
        "2026-06-01", day(i, 7), "課長", "2026-06-10", "no", "constructed"] for i in range(plans)))
write(7, "disposal_item", "item_no disposal medium serial disposal_class method way origin",
      ([f"BI-{i:06}", f"BD-{i % plans:05}", f"BM-{i * 8 + 5:06}", f"BSN{i * 8 + 5:08}", "1",
        "destroy", "certificate", "constructed"] for i in range(items)))
write(8, "terminal", "terminal_no model department owner_kind zone private_device screen_lock "
      "full_scan_on factors web_mail web_storage origin",
      ([f"BT-{i:05}", "ノート型", "1020", "city", "my_number", "false",
        "true" if i % 20 else "false", day(i), "two", "false", "false", "constructed"]
       for i in range(5_000)))
write(9, "medium_loan", "loan_no medium state purpose data_kind why_not_transfer section "
      "requested_by requested_on approved_by approved_on carry_out due locked_place key_no lent_on "
      "lent_at lent_by origin",
      ([f"BL-{i:05}", f"BM-{i * 100 % media:06}", "lent", "移行", "confidential_2", "回線がない",
        "情報課", "職員", "2026-10-01", "課長", "2026-10-01", "false", day(i, 10), "書庫", "1",
        "2026-10-01", "09:00", "係長", "constructed"] for i in range(media // 100)))
write(10, "device_log_line", "line_no terminal_no serial plugged_on plugged_at judged checked origin",
      ([f"BC-{i:06}", f"BT-{i % 5000:05}", f"BSN{i:08}", day(i), "10:00:00",
        "lent" if i % 50 else "unknown", "open", "constructed"] for i in range(media // 5)))
