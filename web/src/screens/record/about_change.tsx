// Below the fields: from when, why, on which article, for which purpose.
import type { Definition } from '../../api/types';
import { DateInput } from '../../parts/date_input';
import { FaultText, useFaultWords } from '../../parts/field_fault';
import { useWords } from '../../state/language';
import type { About } from './form_state';
import type { RecordFormState } from './use_record_form';

interface Props {
  /** Its inputs are `${id}-${name}`. */
  id: string;
  definition: Definition;
  form: RecordFormState;
}

export function AboutChange({ id, definition, form }: Props) {
  const { t } = useWords();
  return (
    <fieldset className="fields">
      <legend>{t('edit.about')}</legend>
      {definition.temporal === 'event' ? null : <From id={id} form={form} />}
      <Line id={id} name="reason" form={form} />
      {definition.article_asked ? <Line id={id} name="article" form={form} /> : null}
      <PurposeChoice id={id} definition={definition} form={form} />
    </fieldset>
  );
}

function useFault(form: RecordFormState, name: keyof About): string | null {
  const { told } = useFaultWords();
  const fault = form.told(name);
  return fault ? told(fault) : null;
}

interface LineProps {
  id: string;
  form: RecordFormState;
}

function From({ id, form }: LineProps) {
  const { t } = useWords();
  const { found } = useFaultWords();
  const told = useFault(form, 'valid_from');
  const here = form.found('valid_from');
  // What cannot be read the field says itself.
  const fault = here?.kind === 'required' ? found(here) : told;
  return (
    <div>
      <label className="f" htmlFor={`${id}-valid_from`}>
        {t('edit.valid_from')}
        <span className="req">{t('levy.required')}</span>
      </label>
      <DateInput
        id={`${id}-valid_from`}
        of={t('edit.valid_from')}
        name="about-valid_from"
        value={form.about.valid_from}
        set={(text) => form.set_about('valid_from', text)}
        take={() => form.leave('valid_from')}
        required
        invalid={fault !== null}
        described={fault === null ? undefined : `${id}-valid_from-error`}
      />
      <FaultText id={`${id}-valid_from-error`} text={fault} />
    </div>
  );
}

function Line({ id, form, name }: LineProps & { name: 'reason' | 'article' }) {
  const { t } = useWords();
  const fault = useFault(form, name);
  return (
    <div>
      <label className="f" htmlFor={`${id}-${name}`}>
        {t(`edit.${name}`)}
      </label>
      <input
        id={`${id}-${name}`}
        name={`about-${name}`}
        className="in mt-1 w-full"
        type="text"
        autoComplete="off"
        value={form.about[name]}
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? undefined : `${id}-${name}-error`}
        onChange={(event) => form.set_about(name, event.target.value)}
      />
      <FaultText id={`${id}-${name}-error`} text={fault} />
    </div>
  );
}

function PurposeChoice({ id, definition, form }: Props) {
  const { t, d } = useWords();
  const fault = useFault(form, 'purpose');
  const purposes = definition.purposes?.list ?? [];
  if (purposes.length === 0) return null;
  return (
    <div>
      <label className="f" htmlFor={`${id}-purpose`}>
        {t('edit.purpose')}
      </label>
      <select
        id={`${id}-purpose`}
        name="about-purpose"
        className="sel mt-1 w-full"
        value={form.about.purpose}
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? undefined : `${id}-purpose-error`}
        onChange={(event) => form.set_about('purpose', event.target.value)}
      >
        <option value="" />
        {purposes.map((one) => (
          <option key={one.number} value={one.number}>
            {d(one.label)}
          </option>
        ))}
      </select>
      <FaultText id={`${id}-purpose-error`} text={fault} />
    </div>
  );
}
