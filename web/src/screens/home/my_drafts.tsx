// What I typed and have not sent: where it is, and how long it is kept. Nothing when there is none.
import * as drafts from '../../api/drafts';
import { date_long, japan_time, moment } from '../../lib/era_date';
import { Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_new_record, to_record } from '../../state/routes';
import { useToday } from '../../state/server_state';

export function MyDrafts() {
  const { t, d, lang } = useWords();
  const today = useToday();
  const { data } = useQuery('drafts', drafts.my_drafts);
  if (!data || data.drafts.length === 0) return null;
  return (
    <Panel title={t('draft.mine')} count={data.drafts.length}>
      <ul className="pad" data-my-drafts>
        {data.drafts.map((one) => (
          <li className="row gap-x-2" key={`${one.register}/${one.record ?? ''}`}>
            <b>
              <Link
                to={one.record === null ? to_new_record(one.register) : to_record(one.register, one.record)}
                data-stop
              >
                {d(one.label)}{' '}
                {one.record === null ? t('edit.new') : t('draft.record', { id: one.record })}
              </Link>
            </b>
            <span className="sub">
              {t('draft.line', {
                at: moment(one.saved_at, lang, today),
                until: date_long(japan_time(one.until)?.date ?? '', lang),
              })}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
