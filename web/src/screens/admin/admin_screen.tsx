// Which screen of administration an address names.
import type { AdminPart } from '../../state/routes';
import { CopiesScreen } from './copies_screen';
import { HealthScreen } from './health_screen';
import { KeysScreen } from './keys_screen';
import { RetentionScreen } from './retention_screen';
import { SettingsScreen } from './settings_screen';

export function AdminScreen({ part }: { part: AdminPart }) {
  switch (part) {
    case 'health':
      return <HealthScreen />;
    case 'keys':
      return <KeysScreen />;
    case 'retention':
      return <RetentionScreen />;
    case 'copies':
      return <CopiesScreen />;
    case 'settings':
      return <SettingsScreen />;
  }
}
