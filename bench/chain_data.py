#!/usr/bin/env python3
"""Contracts with chains of five tiers, workers and things handed over, for measuring.

    bench/chain_data.py FOLDER [CONTRACTS]      # 1,000 contracts by default
    for r in entrusted_contract contract_party contract_worker contract_data contract_check; do
      daicho import $r FOLDER/$r.csv; done

Each contract is one company, four below each other, two workers a tier, three things. Every tenth
chain has a link without approval. Names are invented.
"""
import csv
import os
import sys

FLAGS = ('process_b onsite_at_city collect carry_out removable_media handover subcontract dispatch '
         'mynumber no_access_party sysdev cloud returns_equipment designated_manager').split()


def write(folder, name, rows):
    with open(os.path.join(folder, name + '.csv'), 'w', newline='', encoding='utf-8') as out:
        writer = csv.DictWriter(out, fieldnames=sorted({key for row in rows for key in row}))
        writer.writeheader()
        writer.writerows(rows)


def main():
    folder = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    os.makedirs(folder, exist_ok=True)
    contracts, parties, workers, items, checks = [], [], [], [], []
    for n in range(1, count + 1):
        no = f'BX-{n:04}'
        contract = dict(contract_no=no, subject=f'業務{n}', kind='data_entry', department='2010',
                        vendor='V-C', first_day='2026-04-01', last_day='2027-03-31', persons=n,
                        personal_information='true', level_count=5, state='running',
                        announced_on='2026-01-20', consulted_on='2026-01-25',
                        signed_on='2026-03-20', clause_edition='2026-11',
                        policy_received_on='2026-03-20', annual_visit_on='2026-07-01',
                        origin='constructed')
        contract.update({flag: 'false' for flag in FLAGS})
        contracts.append(contract)
        above = ''
        for tier in range(1, 6):
            party = f'{no}/{tier}'
            row = dict(party_no=party, contract=no, under=above, tier=tier,
                       name=f'会社{n}-{tier}（架空）', work='入力', information='申請書',
                       number_handled='true', working_since='2026-04-01', clauses_carried='true',
                       origin='constructed')
            if tier > 1:
                row['applied_on'] = '2026-03-01'
                if not (n % 10 == 0 and tier == 4):
                    row.update(approved_on='2026-03-20', approval_no=f'{n}-{tier}',
                               until='2027-03-31')
            parties.append(row)
            above = party
            for w in (1, 2):
                workers.append(dict(worker_no=f'{party}/W{w}', contract=no, party=party,
                                    duty='入力', responsible='false', filed_on='2026-03-25',
                                    identity_checked_on='2026-03-26', trained_on='2026-03-27',
                                    pledged_on='2026-03-27', no_file_sharing='true',
                                    first_access_on='2026-04-01', origin='constructed'))
        for i in (1, 2, 3):
            items.append(dict(item_no=f'{no}/D{i}', contract=no, kind='medium', what='媒体', count=1,
                              serial=f'B{n}-{i}', out_on='2026-04-02', handed_by='係員',
                              received_by='責任者', means='by_hand', back_due='2027-03-31',
                              origin='constructed'))
        for i, due in enumerate(('2026-06-30', '2026-09-30', '2026-12-31', '2027-03-31'), 1):
            checks.append(dict(check_no=f'{no}/Q{i}', contract=no, kind='quarter', due=due,
                               origin='constructed'))
    write(folder, 'entrusted_contract', contracts)
    write(folder, 'contract_party', parties)
    write(folder, 'contract_worker', workers)
    write(folder, 'contract_data', items)
    write(folder, 'contract_check', checks)


main()
