// Previous and next record of the list one came from, and where in it one is. The neighbour is asked
// of the server when somebody goes there: nothing is read ahead.
import { useRef } from 'react';
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
  const { fault, run } = useAction();
  const { register, index, total } = place;
  // Keys that come while a record is on its way count from where one will be; those in between are
  // not read.
  const wanted = useRef(0);
  const walking = useRef(false);
  const to_next = async () => {
    const here = place_in(register);
    const next = here ? Math.max(0, Math.min(here.total - 1, here.index + wanted.current)) : 0;
    wanted.current = 0;
    if (!here || next === here.index) return;
    const page = await records(register, here.query, { offset: next, limit: 1 }, here.at);
    const row = page.rows[0];
    if (!row) return;
    remember_place({ ...here, index: next, total: page.total, id: row.id, key: row.key });
    go(address_of({ name: register }, row));
  };
  const step = async (by: number) => {
    wanted.current += by;
    if (walking.current) return;
    walking.current = true;
    await run(async () => {
      while (wanted.current !== 0) await to_next();
    });
    walking.current = false;
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
