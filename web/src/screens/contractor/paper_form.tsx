// A paper for something that was filed: the signed pledge, the certificate, the report.
import { useState } from 'react';
import * as api from '../../api/chains';
import type { ContractorContract } from '../../api/chains';
import { FileChoice } from '../../parts/file_choice';
import { Choice } from '../../parts/form_line';
import { useWords } from '../../state/language';
import { FormFrame } from './form_frame';

const kKinds = ['.pdf', '.png', '.jpg', '.jpeg', '.xlsx', '.docx'] as const;
const kMost = 20 * 1024 * 1024;
const kKindOf: Record<string, string> = {
  contract_pledge: 'pledge',
  contract_certificate: 'certificate',
  contract_accident: 'report',
  reentrust_application: 'application',
};

export function PaperForm({ contract }: { contract: ContractorContract }) {
  const { t } = useWords();
  const subjects = [
    ...contract.filed.map((one) => ({ register: one.register, id: one.id, no: one.no })),
    ...contract.applications.map((one) => ({
      register: 'reentrust_application',
      id: one.id,
      no: one.no,
    })),
  ];
  const [chosen, set_chosen] = useState('0');
  const [file, set_file] = useState<File | null>(null);
  const subject = subjects[Number(chosen)];
  if (subjects.length === 0) return null;
  return (
    <FormFrame
      name="paper"
      title={t('contractor.paper')}
      why={t('contractor.paper_why')}
      button={t('contractor.attach')}
      ready={file !== null && subject !== undefined}
      send={async () => {
        if (!file || !subject) return {};
        const sent = await api.attach(
          'contractor',
          contract.id,
          {
            register: subject.register,
            record: subject.id,
            kind: kKindOf[subject.register] ?? 'other',
          },
          file,
        );
        return { ...sent, number: subject.no };
      }}
      done={() => set_file(null)}
    >
      <Choice
        label={t('contractor.paper_of')}
        value={chosen}
        set={set_chosen}
        options={subjects.map((one, at) => [String(at), one.no] as const)}
      />
      <FileChoice
        label={t('contractor.file_choice')}
        file={file}
        choose={set_file}
        kinds={kKinds}
        most_bytes={kMost}
      />
    </FormFrame>
  );
}
