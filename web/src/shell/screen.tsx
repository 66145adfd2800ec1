// From route to screen. The map and the screens of governance are chunks of their own; the latter come
// as soon as the first screen stands, because a screen must open (and say so in its band) even when the
// server has just been lost.
import { lazy, Suspense, useEffect, useRef } from 'react';
import type { Home, RegisterArea } from '../api/types';
import type { QueryResult } from '../state/query';
import { ErrorBoundary } from '../parts/error_boundary';
import { useRouter } from '../state/router';
import { AdminScreen } from '../screens/admin/admin_screen';
import { AccountsScreen } from '../screens/accounts/accounts_screen';
import { GuideScreen } from '../screens/guide/guide_screen';
import { FiguresScreen } from '../screens/figures/figures_screen';
import { HomeScreen } from '../screens/home/home_screen';
import { MeScreen } from '../screens/me/me_screen';
import { MissingScreen } from '../screens/missing_screen';
import { TaxpayerScreen } from '../screens/taxpayer/taxpayer_screen';
import { TaxpayersScreen } from '../screens/taxpayer/taxpayers_screen';
import { ChecksScreen } from '../screens/checks/checks_screen';
import { ExchangeScreen } from '../screens/exchange/exchange_screen';
import { JobsScreen } from '../screens/jobs/jobs_screen';
import { JournalScreen } from '../screens/journal_screen';
import { LevyScreen } from '../screens/levy/levy_screen';
import { ListScreen } from '../screens/list/list_screen';
import { NewRecordScreen } from '../screens/record/new_record_screen';
import { RecordScreen } from '../screens/record/record_screen';
import { ProtectionsScreen } from '../screens/protections/protections_screen';
import { WhatIfScreen } from '../screens/what_if/what_if_screen';
import { RegistersScreen } from '../screens/registers_screen';

// A chunk of its own: it holds the library that draws maps, the first screen does not.
const MapScreen = lazy(() => import('../screens/map/map_screen'));
const load_govern = () => import('../screens/govern_screen');
const GovernScreen = lazy(load_govern);
const load_life = () => import('../screens/life_screen');
const LifeScreen = lazy(load_life);
const RequestsRooms = lazy(() => import('../screens/requests_rooms'));
const kQuietMs = 1500;

interface Props {
  glance: QueryResult<Home>;
  registers: QueryResult<{ areas: RegisterArea[] }>;
}

function Coming() {
  return <main className="main" id="main" tabIndex={-1} aria-busy="true" />;
}

function Chosen({ glance, registers }: Props) {
  const { route } = useRouter();
  switch (route.screen) {
    case 'home':
      return <HomeScreen home={glance} registers={registers.data} />;
    case 'taxpayers':
      return <TaxpayersScreen />;
    case 'taxpayer':
      return <TaxpayerScreen key={route.number} number={route.number} />;
    case 'what_if':
      return <WhatIfScreen key={route.number} number={route.number} />;
    case 'registers':
      return <RegistersScreen registers={registers} />;
    case 'list':
      return (
        <ListScreen key={route.register} register={route.register} registers={registers.data} />
      );
    case 'record':
      return (
        <RecordScreen
          key={`${route.register}/${route.id}`}
          register={route.register}
          id={route.id}
          registers={registers.data}
        />
      );
    case 'map':
      return (
        <Suspense fallback={<Coming />}>
          <MapScreen key={route.register} register={route.register} registers={registers.data} />
        </Suspense>
      );
    case 'new_record':
      return (
        <NewRecordScreen
          key={route.register}
          register={route.register}
          registers={registers.data}
        />
      );
    case 'levy':
      return <LevyScreen run_no={route.run_no} />;
    case 'journal':
      return <JournalScreen />;
    case 'checks':
      return <ChecksScreen id={route.id} />;
    case 'jobs':
      return <JobsScreen />;
    case 'exchange':
      return <ExchangeScreen registers={registers} />;
    case 'accounts':
      return <AccountsScreen />;
    case 'admin':
      return <AdminScreen key={route.part} part={route.part} />;
    case 'protections':
      return <ProtectionsScreen />;
    case 'figures':
      return <FiguresScreen />;
    case 'me':
      return <MeScreen />;
    case 'guide':
      return <GuideScreen page={route.page} />;
    // The contractor's room has a shell of its own: staff have no such page.
    case 'contractor':
    case 'missing':
      return <MissingScreen />;
    case 'continuity':
    case 'continuity_system':
    case 'procurement':
    case 'procurement_plan':
    case 'lock_in':
    case 'digital_plan':
      return (
        <Suspense fallback={<Coming />}>
          <LifeScreen route={route} />
        </Suspense>
      );
    case 'letters':
    case 'letter_new':
    case 'letter':
    case 'requests':
    case 'request':
    case 'inquiries':
    case 'inquiry':
    case 'file_register':
      return (
        <Suspense fallback={<Coming />}>
          <RequestsRooms route={route} />
        </Suspense>
      );
    default:
      return (
        <Suspense fallback={<Coming />}>
          <GovernScreen route={route} />
        </Suspense>
      );
  }
}

export function Screen(props: Props) {
  const { path } = useRouter();
  const first = useRef(true);
  const governs = props.registers.data?.areas.some((area) => area.id === 'govern') ?? false;
  useEffect(() => {
    if (!governs) return undefined;
    // What fails now is tried again when somebody opens such a screen.
    const load = () => {
      void load_govern().catch(() => undefined);
      void load_life().catch(() => undefined);
    };
    const timer = window.setTimeout(load, kQuietMs);
    return () => window.clearTimeout(timer);
  }, [governs]);
  // After a change of screen the reader of the page stands at its beginning, not in the old place.
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    document.getElementById('main')?.focus();
  }, [path]);
  // Another screen is another try.
  return (
    <ErrorBoundary key={path}>
      <Chosen {...props} />
    </ErrorBoundary>
  );
}
