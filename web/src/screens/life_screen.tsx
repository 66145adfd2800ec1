// The screens of continuity, procurement and the digital plan: a second chunk of governance.
import '../texts/add_rooms';
import type { Route } from '../state/routes';
import { ContinuityScreen } from './life/continuity_screen';
import { ContinuitySystemScreen } from './life/continuity_system';
import { DigitalScreen } from './life/digital_screen';
import { LockInScreen } from './life/lock_in_screen';
import { PlanScreen } from './life/plan_screen';
import { ProcurementScreen } from './life/procurement_screen';

const kScreens = [
  'continuity',
  'continuity_system',
  'procurement',
  'procurement_plan',
  'lock_in',
  'digital_plan',
] as const;

export type LifeRoute = Extract<Route, { screen: (typeof kScreens)[number] }>;

export default function LifeScreen({ route }: { route: LifeRoute }) {
  switch (route.screen) {
    case 'continuity':
      return <ContinuityScreen />;
    case 'continuity_system':
      return <ContinuitySystemScreen key={route.id} id={route.id} />;
    case 'procurement':
      return <ProcurementScreen />;
    case 'procurement_plan':
      return <PlanScreen key={route.id} id={route.id} />;
    case 'lock_in':
      return <LockInScreen />;
    case 'digital_plan':
      return <DigitalScreen />;
  }
}
