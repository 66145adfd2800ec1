// Groups of a definition as sections; inside, one line per field, in the definition's order.
import { useId } from 'react';
import type { Definition, Display, Field, Values } from '../api/types';
import { useWords } from '../state/language';
import { FieldValue } from './field_value';

interface Props {
  definition: Definition;
  values: Values;
  display: Display;
  hidden: boolean;
}

export function Sections({ definition, values, display, hidden }: Props) {
  const { d } = useWords();
  const named = new Set(definition.groups.map((group) => group.id));
  // A field whose group the definition forgot is still shown.
  const rest = definition.fields.filter((field) => !named.has(field.group));
  return (
    <div className="sections">
      {definition.groups.map((group) => {
        const fields = definition.fields.filter((field) => field.group === group.id);
        return fields.length === 0 ? null : (
          <Section
            key={group.id}
            title={d(group.label)}
            fields={fields}
            values={values}
            display={display}
            hidden={hidden}
          />
        );
      })}
      {rest.length > 0 ? (
        <Section title="…" fields={rest} values={values} display={display} hidden={hidden} />
      ) : null}
    </div>
  );
}

interface SectionProps {
  title: string;
  fields: readonly Field[];
  values: Values;
  display: Display;
  hidden: boolean;
}

function Section({ title, fields, values, display, hidden }: SectionProps) {
  const id = useId();
  return (
    <section className="pn" aria-labelledby={id}>
      <header>
        <h2 id={id} className="text-[14px]">
          {title}
        </h2>
      </header>
      <Facts fields={fields} values={values} display={display} hidden={hidden} />
    </section>
  );
}

export function Facts({ fields, values, display, hidden }: Omit<SectionProps, 'title'>) {
  const { d, t } = useWords();
  return (
    <dl className="facts">
      {fields.map((field) => {
        const hint = [
          field.note ? d(field.note) : '',
          field.item ? t('record.item', { item: field.item }) : '',
        ]
          .filter(Boolean)
          .join('\n');
        return (
          <div key={field.name}>
            <dt title={hint || undefined}>{d(field.label)}</dt>
            <dd>
              <FieldValue field={field} values={values} display={display} hidden={hidden} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
