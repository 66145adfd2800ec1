// Versions side by side: field, before, after, with reason and who entered it. Any two may be
// compared.
import { useState } from 'react';
import type { Definition, Field, RegisterRecord, Version } from '../../api/types';
import { date_short, moment } from '../../lib/era_date';
import { differences } from '../../lib/differences';
import { grouped } from '../../lib/number_format';
import { FieldValue } from '../../parts/field_value';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useRouter } from '../../state/router';
import { useToday } from '../../state/server_state';

interface Props {
  definition: Definition;
  record: RegisterRecord;
}

export function History({ definition, record }: Props) {
  return (
    <div className="stack">
      <Compare definition={definition} record={record} />
      <Versions record={record} />
    </div>
  );
}

const oldest_first = (history: readonly Version[]) =>
  [...history].sort((a, b) => a.version - b.version || a.commit - b.commit);

export function Compare({ definition, record }: Props) {
  const { t } = useWords();
  const versions = oldest_first(record.history);
  const [from, set_from] = useState(Math.max(0, versions.length - 2));
  const [to, set_to] = useState(versions.length - 1);
  const before = versions[from];
  const after = versions[to];
  if (versions.length < 2 || !before || !after)
    return (
      <Panel title={t('history.title')}>
        <Empty why={t('history.single')} />
      </Panel>
    );
  const changed = differences(definition.fields, before, after);
  const count = t('history.differences', { n: changed.length });
  const last = versions.length - 1;
  return (
    <Panel
      title={t('history.title')}
      aside={
        <>
          <Choice
            label={t('history.from')}
            versions={versions}
            chosen={from}
            choose={set_from}
            skip={last}
          />
          <span aria-hidden="true">→</span>
          <Choice
            label={t('history.to')}
            versions={versions}
            chosen={to}
            choose={set_to}
            skip={0}
          />
        </>
      }
      end={`${count}　${t('history.by', { by: after.by })}`}
    >
      {changed.length === 0 ? (
        <Empty why={t('history.same')} next={t('history.same_next')} />
      ) : (
        <DifferenceTable fields={changed} before={before} after={after} hidden={record.protected} />
      )}
    </Panel>
  );
}

interface DifferenceProps {
  fields: readonly Field[];
  before: Version;
  after: Version;
  hidden: boolean;
}

function DifferenceTable({ fields, before, after, hidden }: DifferenceProps) {
  const { t, d } = useWords();
  const value = (field: Field, version: Version) => (
    <FieldValue field={field} values={version.values} display={version.display} hidden={hidden} />
  );
  const wide = { width: '24%' };
  return (
    <table className="diff">
      <thead>
        <tr>
          <th scope="col" style={wide}>
            {t('history.field')}
          </th>
          <th scope="col" style={wide}>
            {t('record.version', { n: before.version })}
          </th>
          <th scope="col" style={wide}>
            {t('record.version', { n: after.version })}
          </th>
          <th scope="col">{t('history.reason')}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field, index) => (
          <tr key={field.name}>
            <th scope="row">{d(field.label)}</th>
            <td>
              <del>{value(field, before)}</del>
            </td>
            <td>
              <ins>{value(field, after)}</ins>
            </td>
            {index === 0 ? (
              <td rowSpan={fields.length} className="align-top pt-1.5">
                {after.reason ?? <span className="mut">{t('history.no_reason')}</span>}
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface ChoiceProps {
  label: string;
  versions: readonly Version[];
  chosen: number;
  choose: (index: number) => void;
  skip: number;
}

// Up to this many versions stand side by side as buttons; more become a list to choose from.
const kButtons = 3;

function Choice({ label, versions, chosen, choose, skip }: ChoiceProps) {
  const { t, lang } = useWords();
  const today = useToday();
  const name = (version: Version) =>
    t('record.version_date', {
      n: version.version,
      date: version.valid_from
        ? date_short(version.valid_from, lang)
        : moment(version.at, lang, today),
    });
  if (versions.length > kButtons)
    return (
      <select
        className="sel s"
        aria-label={label}
        value={chosen}
        onChange={(event) => choose(Number(event.target.value))}
      >
        {versions.map((version, index) => (
          <option key={`${version.commit}/${index}`} value={index}>
            {name(version)}
          </option>
        ))}
      </select>
    );
  return (
    <span className="seg text-[13px]" role="group" aria-label={label}>
      {versions.map((version, index) =>
        index === skip && index !== chosen ? null : (
          <button
            key={`${version.commit}/${index}`}
            type="button"
            aria-pressed={index === chosen}
            onClick={() => choose(index)}
          >
            {name(version)}
          </button>
        ),
      )}
    </span>
  );
}

function Versions({ record }: { record: RegisterRecord }) {
  const { t, lang } = useWords();
  const today = useToday();
  const { set_query } = useRouter();
  return (
    <Panel title={t('history.versions')} count={record.history.length}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('history.versions')}</th>
            <th scope="col">{t('history.valid_from')}</th>
            <th scope="col">{t('history.recorded')}</th>
            <th scope="col">{t('history.entered_by')}</th>
            <th scope="col">{t('history.reason')}</th>
            <th scope="col">
              <span className="vh">{t('history.see_then')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {oldest_first(record.history)
            .reverse()
            .map((version, index) => (
              <tr key={`${version.commit}/${index}`}>
                <th scope="row" className="nw">
                  {t('record.version', { n: version.version })}
                </th>
                <td className="nw">
                  {version.valid_from ? date_short(version.valid_from, lang) : '—'}
                </td>
                <td className="nw">
                  {moment(version.at, lang, today)}{' '}
                  <span className="sub">{t('record.entry', { n: grouped(version.commit) })}</span>
                </td>
                <td>
                  {version.by}
                  {version.approved_by ? (
                    <div className="sub">
                      {t('history.approved_by', { by: version.approved_by })}
                    </div>
                  ) : null}
                </td>
                <td>{version.reason ?? <span className="mut">{t('history.no_reason')}</span>}</td>
                <td className="num">
                  <button
                    type="button"
                    className="link"
                    onClick={() =>
                      set_query({
                        as_known: String(version.commit),
                        ...(version.valid_from ? { as_of: version.valid_from } : {}),
                      })
                    }
                  >
                    {t('history.see_then')}
                  </button>
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </Panel>
  );
}
