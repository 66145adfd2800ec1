import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  date_in_field,
  date_in_other_calendar,
  date_long,
  date_plain,
  date_short,
  days_between,
  fiscal_year,
  japan_time,
  moment,
  moment_long,
  month_long,
  is_date_or_empty,
  parse_date,
  shift_date,
  shift_month,
  write_dates_in,
  year_month,
} from './era_date';

test('the four spellings, narrow and full-width', () => {
  for (const typed of [
    'R8.4.1',
    'r8.4.1',
    '令和8年4月1日',
    '2026-04-01',
    '20260401',
    '2026/4/1',
    ' R8.4.1 ',
    'Ｒ８．４．１',
    '令和８年４月１日',
    '２０２６－０４－０１',
    '２０２６０４０１',
    'R8-4-1',
    '2026年4月1日',
    'R080401',
    'Ｒ０８０４０１',
    '㋿8年4月1日',
    '令和8年4月1日（水）',
    '令和８年４月１日(水曜日)',
  ])
    assert.equal(parse_date(typed), '2026-04-01', typed);
});

test('first years and borders of eras', () => {
  assert.equal(parse_date('令和元年5月1日'), '2019-05-01');
  assert.equal(parse_date('R1.5.1'), '2019-05-01');
  assert.equal(parse_date('H31.4.30'), '2019-04-30');
  assert.equal(parse_date('S64.1.7'), '1989-01-07');
  assert.equal(parse_date('H元.1.8'), '1989-01-08');
  assert.equal(parse_date('T15.12.24'), '1926-12-24');
});

test('what is no date is refused', () => {
  for (const typed of [
    '',
    'abc',
    'R8',
    'R8.4',
    'R8.2.29',
    'R8.13.1',
    '2026-02-30',
    '20260431',
    'H31.5.1',
    'H32.4.1',
    'R1.4.30',
    'S64.1.8',
    'R0.5.1',
    '2026-04-01x',
    '126.4.1',
    '令和8年4月1日（木）',
    'R084401',
    '明治45年7月30日',
    'T15.12.25',
    'S元.12.24',
  ])
    assert.equal(parse_date(typed), null, typed);
});

test('leap days', () => {
  assert.equal(parse_date('R6.2.29'), '2024-02-29');
  assert.equal(parse_date('1900-02-29'), null);
  assert.equal(parse_date('2000-02-29'), '2000-02-29');
});

test('writing', () => {
  assert.equal(date_long('2026-04-10', 'ja', { weekday: true }), '令和8年4月10日（金）');
  assert.equal(date_long('2019-12-03', 'ja'), '令和元年12月3日');
  assert.equal(date_long('2026-04-10', 'en', { weekday: true }), '10 Apr 2026 (Fri)');
  assert.equal(date_short('2026-04-06', 'ja'), 'R8.4.6');
  assert.equal(date_short('2019-12-03', 'ja'), 'R元.12.3');
  assert.equal(date_plain('2026-04-14', 'ja', { weekday: true }), '4/14（火）');
  assert.equal(fiscal_year(2026, 'ja'), '令和8年度');
  assert.equal(fiscal_year(2019, 'ja'), '令和元年度');
  assert.equal(year_month('2023-05', 'ja'), 'R5.5');
});

test('what is written can be read back', () => {
  for (const iso of [
    '1950-06-30',
    '1989-01-07',
    '1989-01-08',
    '2019-04-30',
    '2019-05-01',
    '2026-12-31',
  ])
    for (const text of [date_long(iso, 'ja'), date_short(iso, 'ja'), iso, iso.replaceAll('-', '')])
      assert.equal(parse_date(text), iso, text);
});

test('instants are shown by the clock of Japan', () => {
  assert.deepEqual(japan_time('2026-04-09T23:27:00Z'), { date: '2026-04-10', clock: '8:27' });
  assert.equal(moment('2026-04-10T01:42:00Z', 'ja', '2026-04-10'), '10:42');
  assert.equal(moment('2026-04-09T06:31:00Z', 'ja', '2026-04-10'), '4/9 15:31');
  assert.equal(moment('2025-12-03T00:05:00Z', 'ja', '2026-04-10'), 'R7.12.3 9:05');
  assert.equal(moment_long('2026-04-08T23:27:00Z', 'ja'), '令和8年4月9日（木）8:27');
  assert.equal(moment(null, 'ja'), '—');
  assert.equal(days_between('2026-04-10', '2026-04-17'), 7);
});

test('western years or eras, as the person prefers, in either language', () => {
  try {
    write_dates_in('western');
    assert.equal(date_short('2026-04-06', 'ja'), '2026-04-06');
    assert.equal(date_long('2026-04-10', 'ja', { weekday: true }), '2026年4月10日（金）');
    assert.equal(fiscal_year(2026, 'ja'), '2026年度');
    assert.equal(date_in_field('2026-04-10', 'ja'), '2026-04-10');
    assert.equal(date_in_other_calendar('2019-05-01', 'ja'), '令和元年5月1日（水）');
    write_dates_in('era');
    assert.equal(date_short('2026-04-06', 'en'), 'R8.4.6');
    assert.equal(date_long('2026-04-10', 'en', { weekday: true }), '10 Apr 2026 (R8, Fri)');
    assert.equal(fiscal_year(2026, 'en'), 'FY2026 (R8)');
    assert.equal(date_in_field('2026-04-10', 'ja'), '令和8年4月10日');
    assert.equal(date_in_other_calendar('2026-04-10', 'ja'), '2026-04-10（金）');
    assert.equal(date_in_other_calendar('2026-04-10', 'en'), '2026-04-10 (Fri)');
  } finally {
    write_dates_in(null);
  }
});

test('what a field shows can be read back in every setting', () => {
  try {
    for (const calendar of ['era', 'western'] as const) {
      write_dates_in(calendar);
      for (const lang of ['ja', 'en'] as const)
        for (const iso of ['1868-01-25', '1926-12-24', '1926-12-25', '2019-05-01', '2026-12-31'])
          assert.equal(parse_date(date_in_field(iso, lang)), iso, `${calendar} ${lang} ${iso}`);
    }
  } finally {
    write_dates_in(null);
  }
});

test('only ISO or nothing may be sent', () => {
  assert.equal(is_date_or_empty(''), true);
  assert.equal(is_date_or_empty('2026-04-01'), true);
  assert.equal(is_date_or_empty('R8.4.1'), false);
  assert.equal(is_date_or_empty('tomorrow'), false);
});

test('days and months of a calendar', () => {
  assert.equal(shift_date('2026-02-28', 1), '2026-03-01');
  assert.equal(shift_date('2024-03-01', -1), '2024-02-29');
  assert.equal(shift_month('2026-01-31', 1), '2026-02-28');
  assert.equal(shift_month('2026-12-15', 1), '2027-01-15');
  assert.equal(shift_month('2024-02-29', -12), '2023-02-28');
  assert.equal(month_long('2026-04', 'ja'), '令和8年4月');
  assert.equal(month_long('2026-04', 'en'), 'Apr 2026');
});
