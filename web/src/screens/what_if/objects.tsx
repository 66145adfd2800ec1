// The objects of a trial, one under the other: those that were levied can be left out, those that
// were added taken away again.
import { useEffect, useRef } from 'react';
import * as api from '../../api/endpoints';
import type { ApiFault, CaseAnswer, CaseObject, TaxCase, TaxpayerCase } from '../../api/types';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { kGroups, type Group } from './case_edit';
import { is_added, with_added, without } from './new_object';
import { ObjectForm } from './object_form';

interface Props {
  found: TaxpayerCase;
  edited: TaxCase;
  set_edited: (edited: TaxCase) => void;
  left_out: ReadonlySet<string>;
  toggle: (name: string) => void;
  answer: CaseAnswer | null;
  placed: readonly { place: string; fault: ApiFault }[];
}

export function Objects(props: Props) {
  const { found, edited, set_edited, left_out, answer, placed } = props;
  const year = edited.fiscal_year;
  const terms = useQuery(`reliefs:${String(year)}`, (signal) => api.year_reliefs(year, signal));
  const stack = useRef<HTMLDivElement>(null);
  const { add, focus_of } = useAdding(stack, edited, set_edited);
  const change = (group: Group, at: number, object: CaseObject) =>
    set_edited({
      ...edited,
      [group]: edited[group].map((old, index) => (index === at ? object : old)),
    });
  return (
    <div className="stack" ref={stack}>
      <AddButtons add={add} />
      {kGroups.map((group) =>
        edited[group].map((object, at) => {
          const id = String(object.id);
          const name = `${group}/${id}`;
          return (
            <ObjectForm
              key={name}
              group={group}
              object={object}
              was={found.question[group][at] ?? object}
              title={found.names[group][id] ?? null}
              out={left_out.has(name)}
              toggle={() => props.toggle(name)}
              remove={
                is_added(object)
                  ? () => {
                      set_edited(without(edited, group, id));
                      focus_of(group);
                    }
                  : null
              }
              faults={placed.flatMap(({ place, fault }) =>
                place.startsWith(`${name}/`)
                  ? [{ key: place.slice(name.length + 1), fault }]
                  : [],
              )}
              given={answer?.houses.find((house) => house.id === id)?.reliefs ?? []}
              terms={group === 'houses' ? (terms.data?.reliefs ?? []) : []}
              year={year}
              set={(changed) => change(group, at, changed)}
            />
          );
        }),
      )}
    </div>
  );
}

function AddButtons({ add }: { add: (group: Group) => void }) {
  const { t } = useWords();
  return (
    <p className="row flex-wrap gap-2">
      {kGroups.map((group) => (
        <button
          key={group}
          type="button"
          className="btn s"
          data-add={group}
          onClick={() => add(group)}
        >
          {t(`what_if.add.${group}`)}
        </button>
      ))}
    </p>
  );
}

/** Adding goes to the first field of what was added, taking away back to the button. */
function useAdding(
  stack: React.RefObject<HTMLDivElement | null>,
  edited: TaxCase,
  set_edited: (edited: TaxCase) => void,
) {
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    stack.current?.querySelector<HTMLElement>(wanted.current)?.focus();
    wanted.current = null;
  }, [stack, edited]);
  return {
    add: (group: Group) => {
      const more = with_added(edited, group);
      wanted.current = `[data-object="${group}/${String(more[group].at(-1)?.id)}"] :is(input, select)`;
      set_edited(more);
    },
    focus_of: (group: Group) => {
      wanted.current = `[data-add="${group}"]`;
    },
  };
}
