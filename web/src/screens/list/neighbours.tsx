// Previous and next record of the list one came from, and where in it one is. The neighbour is asked
// of the server when somebody goes there: nothing is read ahead.
import { records } from '../../api/endpoints';
import { grouped } from '../../lib/number_format';
import { ActionTrouble } from '../../parts/trouble';
import { useKeys } from '../../state/keys';
import { useWords } from '../../state/language';
import { Link, useRouter } from '../../state/router';
import { to_list } from '../../state/routes';
import { useAction } from '../../state/use_action';
import { address_of, place_in, remember_place, type ListPlace } from './list_place';

interface Props {
  register: string;
  /** The record on screen, by what its address says of it. */
  is: (place: ListPlace) => boolean;
}

export function Neighbours({ register, is }: Props) {
  const place = place_in(register);
  return place && is(place) ? <Walk place={place} /> : null;
}

function Walk({ place }: { place: ListPlace }) {
  const { t } = useWords();
  const { go } = useRouter();
  const { busy, fault, run } = useAction();
  const { register, index, total } = place;
  const step = async (by: number) => {
    const next = index + by;
    if (busy || next < 0 || next >= total) return;
    await run(async () => {
      const { query, at } = place;
      const page = await records(register, query, { offset: next, limit: 1 }, at);
      const row = page.rows[0];
      if (!row) return;
      remember_place({ ...place, index: next, total: page.total, id: row.id, key: row.key });
      go(address_of({ name: register }, row));
    });
  };
  useKeys([
    { on: '[', cap: '[ ]', label: t('keys.neighbours'), run: () => void step(-1) },
    { on: ']', cap: '', label: '', run: () => void step(1) },
  ]);
  const back = `${to_list(register)}${place.search ? `?${place.search}` : ''}`;
  return (
    <span className="neighbours">
      <Link className="sub nw" to={back} title={t('neighbour.back')}>
        {t('neighbour.where', { n: grouped(index + 1), total: grouped(total) })}
      </Link>
      <button
        type="button"
        className="btn s"
        aria-label={t('neighbour.previous')}
        title={t('neighbour.previous')}
        disabled={index === 0}
        onClick={() => void step(-1)}
      >
        <span aria-hidden="true">‹ [</span>
      </button>
      <button
        type="button"
        className="btn s"
        aria-label={t('neighbour.next')}
        title={t('neighbour.next')}
        disabled={index + 1 >= total}
        onClick={() => void step(1)}
      >
        <span aria-hidden="true">] ›</span>
      </button>
      <ActionTrouble fault={fault} />
    </span>
  );
}
