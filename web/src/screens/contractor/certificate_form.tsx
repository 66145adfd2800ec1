// Certificate of return, erasure or destruction: its serial numbers are compared with what was
// handed over, at once.
import { useState } from 'react';
import * as api from '../../api/chains';
import type { ContractorContract } from '../../api/chains';
import { Choice, DateLine, Line } from '../../parts/form_line';
import { useWords } from '../../state/language';
import { Area } from '../../parts/form_area';
import { FormFrame } from './form_frame';

const kKinds = ['erased', 'destroyed', 'returned'] as const;

export function CertificateForm({ contract, done }: { contract: ContractorContract; done: () => void }) {
  const { t } = useWords();
  const [party, set_party] = useState(contract.tree[0]?.id ?? '');
  const [kind, set_kind] = useState<string>('erased');
  const [paper_no, set_paper] = useState('');
  const [method, set_method] = useState('');
  const [work_on, set_work] = useState('');
  const [issued_on, set_issued] = useState('');
  const [serials, set_serials] = useState('');
  return (
    <FormFrame
      name="certificate"
      title={t('contractor.certificate')}
      why={t('contractor.certificate_why')}
      button={t('contractor.hand_in')}
      ready={paper_no !== '' && work_on !== '' && issued_on !== '' && serials !== ''}
      send={() =>
        api.file('contractor', contract.id, 'certificates', {
          party,
          kind,
          method,
          paper_no,
          work_on,
          issued_on,
          serials,
        })
      }
      done={done}
    >
      <div className="chain-form">
        <Choice
          label={t('contractor.done_by')}
          value={party}
          set={set_party}
          options={contract.tree.map((one) => [one.id, one.name] as const)}
        />
        <Choice
          label={t('contractor.certificate_kind')}
          value={kind}
          set={set_kind}
          options={kKinds.map((one) => [one, t(`contractor.certificate.${one}`)] as const)}
        />
        <Line label={t('contractor.paper_no')} value={paper_no} set={set_paper} max_length={60} />
        <Line label={t('contractor.method')} value={method} set={set_method} />
        <DateLine label={t('contractor.work_on')} value={work_on} set={set_work} />
        <DateLine label={t('contractor.issued_on')} value={issued_on} set={set_issued} />
      </div>
      <Area label={t('contractor.serials')} value={serials} set={set_serials} max={20000} />
    </FormFrame>
  );
}
