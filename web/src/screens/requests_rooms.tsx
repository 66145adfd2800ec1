// Letters, requests, inquiries and the register of files, in a chunk of their own beside that of
// governance: who answers requests loads them, nobody else does.
import '../texts/add_rooms';
import type { Route } from '../state/routes';
import { LetterScreen } from './letters/letter_screen';
import { LettersScreen } from './letters/letters_screen';
import { NewLetterScreen } from './letters/new_letter_screen';
import { FileRegisterScreen } from './requests/file_register_screen';
import { InquiriesScreen } from './requests/inquiries_screen';
import { InquiryScreen } from './requests/inquiry_screen';
import { RequestScreen } from './requests/request_screen';
import { RequestsScreen } from './requests/requests_screen';

const kScreens = [
  'letters',
  'letter_new',
  'letter',
  'requests',
  'request',
  'inquiries',
  'inquiry',
  'file_register',
] as const;

export type RequestsRoute = Extract<Route, { screen: (typeof kScreens)[number] }>;

export default function RequestsRooms({ route }: { route: RequestsRoute }) {
  switch (route.screen) {
    case 'letters':
      return <LettersScreen />;
    case 'letter_new':
      return <NewLetterScreen />;
    case 'letter':
      return <LetterScreen key={route.id} id={route.id} />;
    case 'requests':
      return <RequestsScreen />;
    case 'request':
      return <RequestScreen key={route.id} id={route.id} />;
    case 'inquiries':
      return <InquiriesScreen />;
    case 'inquiry':
      return <InquiryScreen key={route.id} id={route.id} />;
    case 'file_register':
      return <FileRegisterScreen />;
  }
}
