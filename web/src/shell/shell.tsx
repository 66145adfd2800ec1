// The frame: head, navigation, the one scrolling middle, foot. Owns what every screen needs: the
// glance at the city (counts of jobs and alarms), help, sign-in over the page.
import { useCallback, useEffect, useState } from 'react';
import * as api from '../api/endpoints';
import { useKeys } from '../state/keys';
import { useWords } from '../state/language';
import { useQuery } from '../state/query';
import { useRouter } from '../state/router';
import { timed } from '../state/routes';
import { usePresence } from '../state/use_presence';
import { useServer } from '../state/server_state';
import { SignInAgain } from '../screens/sign_in/sign_in_again';
import { Foot } from './foot';
import { HelpDialog } from './help_dialog';
import { LostBand } from './lost_band';
import { PaperHead } from './paper_head';
import { Screen } from './screen';
import { SideNav } from './side_nav';
import { TimeBand } from './time_band';
import { TopBar } from './top_bar';
import { useBegun } from './use_begun';

const kGlanceEveryMs = 60_000;

export function Shell() {
  const { t } = useWords();
  const { expired } = useServer();
  const { at, route, path } = useRouter();
  const [help_open, set_help_open] = useState(false);
  const [menu_open, set_menu_open] = useState(false);
  const glance = useQuery('home', api.home);
  const registers = useQuery('registers', api.registers);
  const { reload } = glance;
  usePresence();
  useBegun();

  useEffect(() => {
    const timer = window.setInterval(() => {
      if (!document.hidden) reload();
    }, kGlanceEveryMs);
    return () => window.clearInterval(timer);
  }, [reload]);
  useEffect(() => set_menu_open(false), [path]);

  const find = useCallback(() => document.getElementById('find')?.focus(), []);
  useKeys([
    { on: '/', cap: '/', label: t('keys.search'), run: find },
    { on: '?', cap: '?', label: t('keys.list'), run: () => set_help_open(true) },
  ]);

  const past = timed(route) && (at.as_of !== null || at.as_known !== null);
  return (
    <div className={past ? 'app past' : 'app'}>
      <a
        className="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('main')?.focus();
        }}
      >
        {t('shell.skip')}
      </a>
      <TopBar
        glance={glance.data}
        registers={registers.data}
        show_help={() => set_help_open(true)}
        menu_open={menu_open}
        toggle_menu={() => set_menu_open(!menu_open)}
      />
      <SideNav glance={glance.data} registers={registers.data} open={menu_open} />
      <div className="body">
        <PaperHead />
        <LostBand />
        {past ? <TimeBand /> : null}
        <Screen glance={glance} registers={registers} />
      </div>
      <Foot glance={glance.data} />
      {help_open ? <HelpDialog close={() => set_help_open(false)} /> : null}
      {expired ? <SignInAgain /> : null}
    </div>
  );
}
