// The record that is selected: what its list says of it, and the way to it.
import * as api from '../../api/endpoints';
import type { MapPlace } from '../../api/map';
import type { Definition } from '../../api/types';
import { Await } from '../../parts/await';
import { FieldValue } from '../../parts/field_value';
import { Icon } from '../../parts/icon';
import { Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link, useRouter } from '../../state/router';
import { to_record } from '../../state/routes';

interface Props {
  definition: Definition;
  place: MapPlace;
  clear: () => void;
}

export function ChosenPlace({ definition, place, clear }: Props) {
  const { t, d } = useWords();
  const { at } = useRouter();
  const record = useQuery(`record:${definition.name}:${place.id}:${at.as_of ?? ''}`, (signal) =>
    api.record(definition.name, place.id, { as_of: at.as_of, as_known: null }, signal),
  );
  const shown = definition.fields
    .filter((field) => field.list !== null)
    .sort((a, b) => (a.list ?? 0) - (b.list ?? 0));
  return (
    <Panel
      title={t('map.selected', { key: place.key })}
      end={
        <button type="button" className="btn s" onClick={clear}>
          {t('map.unselect')}
        </button>
      }
    >
      <div className="pad" data-chosen={place.id}>
        <Await query={record} rows={6}>
          {(data) => (
            <dl className="kv">
              {shown.map((field) => (
                <div key={field.name} className="contents">
                  <dt>{d(field.label)}</dt>
                  <dd>
                    <FieldValue
                      field={field}
                      values={data.values}
                      display={data.display}
                      hidden={data.protected}
                    />
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </Await>
        <Link className="btn s" to={to_record(definition.name, place.id)}>
          <Icon name="land" small />
          {t('map.open_record')}
        </Link>
      </div>
    </Panel>
  );
}
