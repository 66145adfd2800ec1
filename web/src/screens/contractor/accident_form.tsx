// Report of an accident: at once, with what is known.
import { useState } from 'react';
import * as api from '../../api/chains';
import type { ContractorContract } from '../../api/chains';
import { DateLine, Line } from '../../parts/form_line';
import { useWords } from '../../state/language';
import { Area } from '../../parts/form_area';
import { FormFrame } from './form_frame';

export function AccidentForm({ contract, done }: { contract: ContractorContract; done: () => void }) {
  const { t } = useWords();
  const [found_on, set_found] = useState(contract.today);
  const [found_at, set_at] = useState('');
  const [what, set_what] = useState('');
  const [information, set_information] = useState('');
  const [persons, set_persons] = useState('');
  const [contained, set_contained] = useState('');
  return (
    <FormFrame
      name="accident"
      title={t('contractor.accident')}
      why={t('contractor.accident_why')}
      button={t('contractor.report')}
      ready={what !== '' && information !== '' && found_on !== '' && /^\d*$/.test(persons)}
      send={() =>
        api.file('contractor', contract.id, 'accidents', {
          found_on,
          found_at,
          what,
          information,
          contained,
          ...(persons ? { persons: Number(persons) } : {}),
        })
      }
      done={done}
    >
      <div className="chain-form">
        <DateLine label={t('contractor.found_on')} value={found_on} set={set_found} />
        <Line label={t('contractor.found_at')} value={found_at} set={set_at} max_length={5} />
        <Line label={t('contractor.persons')} value={persons} set={set_persons} max_length={9} digits />
        <Area label={t('contractor.what')} value={what} set={set_what} max={1000} />
        <Area label={t('contractor.information')} value={information} set={set_information} />
        <Area label={t('contractor.contained')} value={contained} set={set_contained} max={1000} />
      </div>
    </FormFrame>
  );
}
