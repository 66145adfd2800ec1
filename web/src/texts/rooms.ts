// What the screens of governance say; it comes with them, after the first screen (add_rooms.ts).
import { account_review_texts } from './account_review';
import { audit_texts } from './audit';
import { chain_texts } from './chain';
import { contractor_texts } from './contractor';
import { criteria_texts } from './criteria';
import { daily_texts } from './daily';
import { disposal_texts } from './disposal';
import { entrust_texts } from './entrust';
import { finding_texts } from './findings';
import { incident_texts } from './incidents';
import { letter_texts } from './letters';
import { life_texts } from './life';
import { logs_texts } from './logs';
import { mayor_texts } from './mayor';
import { migration_texts } from './migrations';
import { policy_texts } from './policies';
import { portable_texts } from './portable';
import { privacy_texts } from './privacy';
import { request_texts } from './requests';
import { survey_texts } from './survey';

export const room_texts = {
  ...account_review_texts,
  ...audit_texts,
  ...chain_texts,
  ...contractor_texts,
  ...criteria_texts,
  ...daily_texts,
  ...disposal_texts,
  ...entrust_texts,
  ...finding_texts,
  ...incident_texts,
  ...letter_texts,
  ...life_texts,
  ...logs_texts,
  ...mayor_texts,
  ...migration_texts,
  ...policy_texts,
  ...portable_texts,
  ...privacy_texts,
  ...request_texts,
  ...survey_texts,
} as const satisfies Record<string, { ja: string; en: string }>;
