// The views that a register offers by name: one tab each, beside the list as it stands at first.
import type { Definition } from '../../api/types';
import { Tabs, type Tab } from '../../parts/tabs';
import { useWords } from '../../state/language';
import type { ListState } from './list_state';
import { kAll } from './list_views';

export function ViewTabs({ definition, state }: { definition: Definition; state: ListState }) {
  const { t, d } = useWords();
  const { list } = definition;
  const narrowed = Object.keys(list.filters).length > 0;
  const tabs: Tab[] = [
    { id: '', label: t(narrowed ? 'list.view_default' : 'list.view_all') },
    ...(narrowed ? [{ id: kAll, label: t('list.view_all') }] : []),
    ...list.views.map((view) => ({ id: view.id, label: d(view.label) })),
  ];
  if (tabs.length === 1) return null;
  return (
    <Tabs
      label={t('list.views')}
      tabs={tabs}
      current={state.tab ?? 'none'}
      choose={state.choose_view}
    />
  );
}
