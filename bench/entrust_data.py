#!/usr/bin/env python3
"""A city with many entrusted contracts of five tiers: CSV files for `daicho import`.

    bench/entrust_data.py --contracts 1000 --tiers 5 --out FOLDER
    for r in entrusted_contract contract_check contract_party contract_worker contract_gap \
             contract_data contract_item; do daicho import $r FOLDER/$r.csv; done

Departments and vendors are those of the demonstration. The same arguments give the same files.
"""
import argparse
import csv
import datetime
import pathlib
import random

CONDITIONS = ('onsite_at_city collect carry_out removable_media handover subcontract dispatch mynumber '
              'no_access_party sysdev cloud returns_equipment designated_manager').split()
DEPARTMENTS = '1010 1020 1030 1040 2010 2020 3010 3020 4010 6010 7010'.split()
VENDORS = 'V-A V-C V-D V-E V-101 V-102 V-103'.split()
KINDS = 'it data_entry meter visit print facility medical other'.split()
CLAUSES = '01 02 03 04 06 07 08 10 11 13 14 15 18 19 21 22 23 30 31 32 33 34 36 37 38'.split()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--contracts', type=int, default=1000)
    parser.add_argument('--tiers', type=int, default=5)
    parser.add_argument('--out', type=pathlib.Path, required=True)
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    chance = random.Random(20261122)
    rows = {name: [] for name in ('entrusted_contract', 'contract_check', 'contract_party',
                                  'contract_worker', 'contract_gap', 'contract_data',
                                  'contract_item')}
    for n in range(asked.contracts):
        contract(f'EB-{n:05}', n, asked.tiers, chance, rows)
    for name, lines in rows.items():
        with open(asked.out / f'{name}.csv', 'w', newline='', encoding='utf-8') as file:
            writer = csv.DictWriter(file, fieldnames=list(lines[0]))
            writer.writeheader()
            writer.writerows(lines)
        print(f'{name}: {len(lines)}')


def contract(no: str, n: int, tiers: int, chance: random.Random, rows: dict) -> None:
    first = datetime.date(2026, 4, 1) + datetime.timedelta(days=chance.randrange(0, 120))
    last = first + datetime.timedelta(days=364)
    rows['entrusted_contract'].append({
        'contract_no': no, 'subject': f'委託業務 {n}', 'kind': KINDS[n % len(KINDS)],
        'department': DEPARTMENTS[n % len(DEPARTMENTS)], 'vendor': VENDORS[n % len(VENDORS)],
        'first_day': first, 'last_day': last, 'persons': chance.randrange(10, 90000),
        'personal_information': 'true', 'process_b': str(n % 3 == 0).lower(),
        **{name: str(name == 'subcontract' or chance.random() < 0.3).lower() for name in CONDITIONS},
        'state': 'running', 'announced_on': first - datetime.timedelta(days=60),
        'consulted_on': first - datetime.timedelta(days=50),
        'board_on': first - datetime.timedelta(days=20) if n % 3 == 0 else '',
        'signed_on': first - datetime.timedelta(days=10), 'clause_edition': '2026-11',
        'policy_received_on': first, 'annual_visit_on': first + datetime.timedelta(days=40),
        'origin': 'constructed'})
    for quarter in range(1, 5):
        due = first + datetime.timedelta(days=91 * quarter)
        done = due - datetime.timedelta(days=3) if due < datetime.date(2026, 11, 1) else ''
        number = f'{no}/Q{quarter}'
        rows['contract_check'].append({
            'check_no': number, 'contract': no, 'kind': 'quarter', 'due': due, 'done_on': done,
            'done_by': '課' if done else '', 'on_site': 'true' if done else '',
            'result': 'ok' if done else '', 'origin': 'constructed'})
        for clause in CLAUSES if done and quarter == 1 else []:
            rows['contract_item'].append({
                'item_no': f'{number}/OC-{clause}', 'contract': no, 'check': number,
                'clause': f'OC-{clause}', 'measure': 'yes', 'practice': 'yes', 'result': 'ok',
                'evidence': '確かめた', 'seen_by': '課', 'seen_on': done, 'origin': 'constructed'})
    under = ''
    for tier in range(1, tiers + 1):
        party = f'{no}/P{tier}'
        rows['contract_party'].append({
            'party_no': party, 'contract': no, 'under': under, 'tier': tier, 'name': f'委託先 {n}-{tier}',
            'work': '業務の一部', 'information': '氏名', 'number_handled': 'false',
            'applied_on': first - datetime.timedelta(days=30) if tier > 1 else '',
            'approved_on': first - datetime.timedelta(days=20) if tier > 1 else '',
            'until': last if tier > 1 else '', 'working_since': first, 'origin': 'constructed'})
        rows['contract_worker'].append({
            'worker_no': f'{no}/W{tier}', 'contract': no, 'party': party, 'duty': '作業',
            'responsible': str(tier == 1).lower(), 'filed_on': first, 'identity_checked_on': first,
            'trained_on': first, 'pledged_on': first, 'no_file_sharing': 'true',
            'first_access_on': first, 'origin': 'constructed'})
        under = party
    rows['contract_data'].append({
        'item_no': f'{no}/D1', 'contract': no, 'kind': 'paper', 'what': '名簿', 'count': 100,
        'out_on': first, 'handed_by': '課', 'received_by': '受託者', 'means': 'by_hand',
        'back_due': last, 'origin': 'constructed'})
    if n % 7 == 0:
        rows['contract_gap'].append({
            'gap_no': f'{no}/G1', 'contract': no, 'clause': 'OC-15', 'seen_on': first,
            'seen_by': '課', 'says': '持出し禁止', 'does': '持ち出す', 'due': last,
            'origin': 'constructed'})


if __name__ == '__main__':
    main()
