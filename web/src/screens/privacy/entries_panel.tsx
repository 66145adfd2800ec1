// The form section by section. What is typed stays until it is saved or another version is shown.
import { useState } from 'react';
import * as api from '../../api/privacy';
import type { Field, Group, Values } from '../../api/privacy';
import { Note } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';
import type { Shown } from './assessment_screen';
import { EntryField } from './entry_field';
import { kOpen, kWhole, kWrap } from './words';

/** Numbers of a group that have entries, ascending; at least one for a file. */
export function numbers_of(values: Values, fields: Field[], group: Group, file: number): number[] {
  const paths = new Set(fields.filter((one) => one.group === group.id).map((one) => one.path));
  const found = new Set<number>();
  for (const [address, value] of Object.entries(values)) {
    const [path = '', at = ''] = address.split('@');
    if (!paths.has(path) || value === '') continue;
    const [first, second] = at.split('.').map(Number);
    if (group.inside === null) found.add(first ?? 1);
    else if (first === file) found.add(second ?? 1);
  }
  if (found.size === 0 && group.id === 'file') found.add(1);
  return [...found].sort((a, b) => a - b);
}

export function EntriesPanel(shown: Shown) {
  const { t, d } = useWords();
  const { data, version, form } = shown;
  const [section, set_section] = useState(form.sections[1]?.id ?? '');
  const [typed, set_typed] = useState<Values>({});
  const [blocks, set_blocks] = useState<Values>({});
  const [said, set_said] = useState<number | null>(null);
  const action = useAction();
  const editable = data.may.change && kOpen.includes(version.state);
  const values = { ...data.values, ...typed };
  const set = (address: string, value: string, block?: string) => {
    set_said(null);
    set_typed({ ...typed, [address]: value });
    if (block !== undefined) set_blocks({ ...blocks, [address]: block });
  };
  const waiting = Object.keys(typed).length;
  const save = async () => {
    const used = { ...data.used_blocks, ...blocks };
    const kept = Object.keys(typed).flatMap((address) => {
      const block = used[address];
      return block ? [{ address, block }] : [];
    });
    const good = await action.run(async () =>
      set_said((await api.save(data.task.id, version.id, typed, kept, [])).saved),
    );
    if (!good) return;
    set_typed({});
    shown.done();
  };
  return (
    <Panel
      title={t('privacy.tab_entries')}
      end={editable ? null : t('privacy.fixed')}
    >
      <div className="pad stack">
        <p className="row" style={kWrap}>
          <label className="row" style={kWrap}>
            <span>{t('privacy.section')}</span>
            <select
              className="sel"
              style={kWhole}
              data-section
              value={section}
              onChange={(event) => set_section(event.target.value)}
            >
              {form.sections.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.id} {d(one.label)}
                </option>
              ))}
            </select>
          </label>
          <span className="sub">{t('privacy.important')}</span>
        </p>
        <Section
          shown={shown}
          section={section}
          values={values}
          used={{ ...data.used_blocks, ...blocks }}
          editable={editable}
          set={set}
        />
        <ActionTrouble fault={action.fault} />
        {said === null ? null : (
          <Note tone="ok" role="status">
            {t('privacy.saved', { saved: said })}
          </Note>
        )}
        {editable ? (
          <p className="row" style={kWrap}>
            <button
              type="button"
              className="btn fill"
              data-save
              disabled={action.busy || waiting === 0}
              onClick={() => void save()}
            >
              {t('privacy.save')}
            </button>
            {waiting > 0 ? <span>{t('privacy.unsaved', { n: waiting })}</span> : null}
          </p>
        ) : null}
      </div>
    </Panel>
  );
}

interface SectionProps {
  shown: Shown;
  section: string;
  values: Values;
  used: Values;
  editable: boolean;
  set: (address: string, value: string, block?: string) => void;
}

function Section(props: SectionProps) {
  const { form } = props.shown;
  const fields = form.fields.filter((one) => one.section === props.section);
  const groups = [...new Set(fields.map((one) => one.group))];
  return (
    <>
      {groups.map((id) => {
        const own = fields.filter((one) => one.group === id);
        const group = form.groups.find((one) => one.id === id);
        if (!group)
          return own.map((field) => (
            <EntryField key={field.path} {...props} field={field} address={field.path} />
          ));
        return <GroupFields key={group.id} {...props} group={group} fields={own} />;
      })}
    </>
  );
}

function GroupFields(props: SectionProps & { group: Group; fields: Field[] }) {
  const { t, d } = useWords();
  const { shown, group, fields, values, editable } = props;
  const all = shown.form.fields;
  const file = shown.form.groups.find((one) => one.id === 'file');
  const [added, set_added] = useState(0);
  const files = group.inside && file ? numbers_of(values, all, file, 1) : [0];
  return (
    <>
      {files.map((in_file) => {
        const numbers = numbers_of(values, all, group, in_file);
        const last = numbers.at(-1) ?? 0;
        for (let one = 1; one <= added; one += 1) numbers.push(last + one);
        const at = (number: number) => (in_file > 0 ? `${in_file}.${number}` : `${number}`);
        return (
          <fieldset key={in_file} className="stack" style={{ minWidth: 0 }} data-group={group.id}>
            {numbers.map((number) => (
              <div key={number} className="stack">
                <h3>
                  {d(group.label)} {number}
                </h3>
                {fields.map((field) => (
                  <EntryField
                    key={field.path}
                    {...props}
                    field={field}
                    address={`${field.path}@${at(number)}`}
                  />
                ))}
              </div>
            ))}
            {editable && last + added < group.limit ? (
              <div>
                <button type="button" className="btn s" onClick={() => set_added(added + 1)}>
                  {t('privacy.add', { group: d(group.label) })}
                </button>
              </div>
            ) : null}
          </fieldset>
        );
      })}
    </>
  );
}
