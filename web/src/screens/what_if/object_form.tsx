// The inputs of one parcel, house or asset; what was changed says what it was.
import type { ApiFault, CaseAnswer, CaseObject, ReliefTerms } from '../../api/types';
import { Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import type { TextKey } from '../../texts';
import { inputs_of, previous_inputs, value_of, with_value, type Group, type Input } from './case_edit';
import { Fault, InputField } from './input_field';
import { ReliefsForm } from './reliefs_form';

export interface PlacedFault {
  key: string;
  fault: ApiFault;
}

interface Props {
  group: Group;
  object: CaseObject;
  was: CaseObject;
  title: string | null;
  out: boolean;
  toggle: () => void;
  /** Of what was added; null: it was levied. */
  remove: (() => void) | null;
  faults: readonly PlacedFault[];
  given: NonNullable<CaseAnswer['houses'][number]['reliefs']>;
  terms: readonly ReliefTerms[];
  year: number;
  set: (object: CaseObject) => void;
}

export function ObjectForm(props: Props) {
  const { group, object, title, out, toggle, remove } = props;
  const { t } = useWords();
  return (
    <div data-object={`${group}/${String(object.id)}`}>
      <Panel
        title={
          remove
            ? t(`what_if.added.${group}`, { n: String(object.id).replace(/^new-/, '') })
            : `${t(`what_if.group.${group}`)} ${String(object.id)}`
        }
        aside={<span className="sub">{title ?? ''}</span>}
        end={
          remove ? (
            <button type="button" className="btn s" onClick={remove}>
              {t('what_if.take_away')}
            </button>
          ) : (
            <label className="row gap-1">
              <input type="checkbox" checked={out} onChange={toggle} />
              {t('what_if.leave_out')}
            </label>
          )
        }
      >
        {out ? null : <Inputs {...props} />}
      </Panel>
    </div>
  );
}

function Inputs({ group, object, was, faults, given, terms, year, set }: Props) {
  const { t } = useWords();
  const inputs = inputs_of(group, object);
  const previous = group === 'parcels' ? previous_inputs(object) : [];
  const named = new Set([...inputs, ...previous].map(({ key }) => key));
  const of_reliefs = (key: string) => group === 'houses' && key.startsWith('reliefs');
  const fields = (list: readonly Input[], label: (key: string) => string) => (
    <div className="fields">
      {list.map((input) => (
        <InputField
          key={input.key}
          input={input}
          label={label(input.key)}
          value={value_of(object, input.key)}
          was={value_of(was, input.key)}
          fault={faults.find(({ key }) => key === input.key)?.fault ?? null}
          set={(value) => set(with_value(object, input.key, value, input.optional))}
        />
      ))}
    </div>
  );
  const previous_label = (key: string) => {
    const [, use = '', of = ''] = key.split('.');
    return `${t(`what_if.kind.${use}` as TextKey)} ${t(`what_if.previous.${of}` as TextKey)}`;
  };
  return (
    <div className="pad">
      {fields(inputs, (key) => t(`what_if.${key}` as TextKey))}
      {previous.length > 0 ? (
        <details
          className="mt-2"
          open={faults.some(({ key }) => key.startsWith('previous')) || undefined}
        >
          <summary>{t('what_if.previous')}</summary>
          <p className="sub mb-2">{t('what_if.previous_note')}</p>
          {fields(previous, previous_label)}
        </details>
      ) : null}
      {group === 'houses' ? (
        <ReliefsForm
          object={object}
          was={was}
          year={year}
          faults={faults.filter(({ key }) => of_reliefs(key))}
          given={given}
          terms={terms}
          set={set}
        />
      ) : null}
      {faults
        .filter(({ key }) => !named.has(key) && !of_reliefs(key))
        .map(({ key, fault }) => (
          <Fault key={key + fault.id} fault={fault} />
        ))}
    </div>
  );
}
