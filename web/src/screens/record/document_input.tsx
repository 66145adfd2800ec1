// A field of type document in a record's form: the file is sent at once and kept by the server; the
// form then names it, so that a fault or a draft does not lose it.
import { useState } from 'react';
import { bring, document_value, type Brought } from '../../api/documents';
import type { Field } from '../../api/types';
import { FileChoice } from '../../parts/file_choice';
import { ActionTrouble } from '../../parts/trouble';
import { useAction } from '../../state/use_action';
import { useWords } from '../../state/language';
import { kDocumentEndings } from './document_kinds';
import type { RecordFormState } from './use_record_form';

const kMostBytes = 20 * 1024 * 1024;

interface Props {
  id: string;
  field: Field;
  form: RecordFormState;
  fault: boolean;
}

export function DocumentInput({ id, field, form, fault }: Props) {
  const { t, d } = useWords();
  const action = useAction();
  const [file, set_file] = useState<File | null>(null);
  const [kept, set_kept] = useState<Brought | null>(null);
  const [percent, set_percent] = useState(0);
  const now = document_value(form.base?.values[field.name]);
  const choose = (chosen: File | null) => {
    set_file(chosen);
    set_kept(null);
    form.type(field.name, '');
    if (!chosen) return;
    void action.run(async () => {
      const brought = await bring(form.register, field.name, chosen, set_percent);
      set_kept(brought);
      form.type(field.name, brought.file);
    });
  };
  const drafted = kept === null && (form.typed[field.name] ?? '').startsWith('upload:');
  return (
    <div id={id} data-document-input aria-invalid={fault || undefined}>
      <FileChoice
        label={d(field.label)}
        file={file}
        choose={choose}
        kinds={kDocumentEndings}
        most_bytes={kMostBytes}
      />
      <p className="sub" aria-live="polite">
        {action.busy
          ? t('documents.sending', { n: percent })
          : kept
            ? t('documents.kept', { name: kept.name })
            : drafted
              ? t('documents.kept_before')
              : now
                ? t('documents.now', { name: now.name })
                : ''}
      </p>
      <ActionTrouble fault={action.fault} />
    </div>
  );
}
