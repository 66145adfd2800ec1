// What waits for me: changes to decide, refused ones of mine, mine that wait for others.
import { useState } from 'react';
import * as api from '../../api/endpoints';
import { Await } from '../../parts/await';
import { Note } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { WaitingChange, type Outcome } from '../../parts/waiting_change';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_list, to_record } from '../../state/routes';

export function Inbox() {
  const { t, d } = useWords();
  const query = useQuery('inbox', api.inbox);
  const [done, set_done] = useState<Outcome | null>(null);
  return (
    <Panel title={t('inbox.title')} count={query.data?.items.length}>
      <div role="status" className="empty:hidden">
        {done ? <Done outcome={done} /> : null}
      </div>
      <Await query={query} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty why={t('inbox.none')} />
          ) : (
            <ul>
              {items.map((item) => (
                <li className="pad" key={`${item.register}/${item.record}/${item.version}`}>
                  <p className="row gap-x-2">
                    <span className="tag">{t(`inbox.kind.${item.kind}`)}</span>
                    <b>
                      <Link
                        to={
                          item.new_record
                            ? to_list(item.register)
                            : to_record(item.register, item.record)
                        }
                        data-stop
                      >
                        {d(item.label)} {item.title ?? ''}
                      </Link>
                    </b>
                  </p>
                  <WaitingChange
                    item={item}
                    done={(what) => {
                      set_done(what);
                      query.reload();
                    }}
                  />
                </li>
              ))}
            </ul>
          )
        }
      </Await>
    </Panel>
  );
}

function Done({ outcome }: { outcome: Outcome }) {
  const { t, d } = useWords();
  const step = 'step' in outcome ? d(outcome.step) : '';
  return <Note tone="ok">{t(`inbox.done.${outcome.what}`, { step })}</Note>;
}
