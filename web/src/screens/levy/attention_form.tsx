// What counts as out of the ordinary in a comparison, asked for by whoever looks it through.
import { useState, type FormEvent } from 'react';
import type { ApiError } from '../../api/client';
import type { AskedAttention } from '../../api/endpoints';
import type { Attention } from '../../api/types';
import { grouped } from '../../lib/number_format';
import { plain_number } from '../../lib/typed_value';
import { Line } from '../../parts/form_line';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';

interface Props {
  /** Null until the first answer. */
  usual: Attention | null;
  refused: ApiError | null;
  set: (attention: AskedAttention) => void;
}

const kUsual: Attention = { times: '2', least_yen: 10_000 };

export function AttentionForm({ usual, refused, set }: Props) {
  const { t } = useWords();
  const [known, set_known] = useState(kUsual);
  if (usual && (usual.times !== known.times || usual.least_yen !== known.least_yen))
    set_known(usual);
  const [times, set_times] = useState<string | null>(null);
  const [least, set_least] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set({
      times: plain_number(times ?? known.times),
      least_yen: plain_number(least ?? String(known.least_yen)),
    });
  };
  const back = () => {
    set_times(null);
    set_least(null);
    set(null);
  };
  return (
    <form className="pad no-print" aria-label={t('levy.attention')} onSubmit={submit} noValidate>
      <div className="row flex-wrap gap-2 items-end">
        <Line
          label={t('levy.attention_times')}
          value={times ?? known.times}
          set={set_times}
          max_length={20}
          width={108}
        />
        <Line
          label={t('levy.attention_least')}
          value={least ?? grouped(known.least_yen)}
          set={set_least}
          max_length={20}
          width={136}
          digits
        />
        <button type="submit" className="btn s">
          {t('levy.attention_look')}
        </button>
        <button type="button" className="btn s" onClick={back}>
          {t('levy.attention_usual', { times: known.times, yen: grouped(known.least_yen) })}
        </button>
      </div>
      <ActionTrouble fault={refused} />
    </form>
  );
}
