// Three cards: where the person is reached, with whom property is shared, who looked lately.
import type { Taxpayer } from '../../api/types';
import { Icon } from '../../parts/icon';
import { PersonName, Protected } from '../../parts/person_name';
import { RecentViewers } from '../../parts/viewers';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';
import { to_record, to_taxpayer } from '../../state/routes';

const kShown = 3;

export function WhoCards({ data, show_viewers }: { data: Taxpayer; show_viewers: () => void }) {
  const { t } = useWords();
  return (
    <div className="cards">
      <Address data={data} />
      <CoOwners data={data} />
      <section className="pn">
        <div className="pad">
          <h2 className="row">
            {t('taxpayer.viewers')}
            <button type="button" className="link ml-auto font-normal" onClick={show_viewers}>
              {t('shell.count_unit', { n: data.viewers.length })}
            </button>
          </h2>
          <RecentViewers viewers={data.viewers} limit={kShown} />
        </div>
      </section>
    </div>
  );
}

function Address({ data }: { data: Taxpayer }) {
  const { t } = useWords();
  const { addressee } = data;
  return (
    <section className="pn">
      <div className="pad">
        <h2 className="row">
          {t('taxpayer.address')}
          <Link className="ml-auto font-normal" to={to_record('addressee', addressee.id)}>
            {t('taxpayer.record')}
          </Link>
        </h2>
        {addressee.protected ? (
          <p>
            <Protected />
          </p>
        ) : (
          <>
            <p>{addressee.address ?? t('taxpayer.address_none')}</p>
            <p className="sub">
              {addressee.send_to && addressee.send_to !== addressee.address
                ? t('taxpayer.send_to', { address: addressee.send_to })
                : t('taxpayer.send_same')}
            </p>
          </>
        )}
        {addressee.kind === 'individual' ? (
          <p className="sub row gap-1">
            <Icon name="lock" small />
            {t('taxpayer.personal_number', {
              state: t(
                addressee.personal_number === 'registered' ? 'state.registered' : 'state.none',
              ),
            })}
          </p>
        ) : null}
      </div>
    </section>
  );
}

function CoOwners({ data }: { data: Taxpayer }) {
  const { t } = useWords();
  const { members, groups } = data;
  return (
    <section className="pn">
      <div className="pad">
        <h2>
          {members.length > 0 || groups.length === 0
            ? t('taxpayer.co_owners')
            : t('taxpayer.groups')}
        </h2>
        {members.length === 0 && groups.length === 0 ? (
          <p className="mut">{t('taxpayer.no_co_owners')}</p>
        ) : null}
        <dl className="kv leading-6" style={{ gap: '0 12px' }}>
          {members.slice(0, kShown).map((member) => (
            <div key={member.number} className="contents">
              <dt>{member.share}</dt>
              <dd className="truncate">
                <Link to={to_taxpayer(member.number)}>
                  <PersonName name={member.name} />
                </Link>
                {member.representative ? t('taxpayer.representative') : ''}
                {member.in_city === false && member.name !== null ? (
                  <span className="sub ml-2">{t('taxpayer.out_of_city')}</span>
                ) : null}
              </dd>
            </div>
          ))}
          {groups.slice(0, kShown - Math.min(members.length, kShown)).map((group) => (
            <div key={group.number} className="contents">
              <dt>{group.share}</dt>
              <dd className="truncate">
                <Link to={to_taxpayer(group.number)}>
                  <PersonName name={group.name} />
                </Link>
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}
