// docs/api.md: information systems and the journal.
import type { Text, Verdict } from './types';
import type { RegisterRecord } from './types_register';

export interface SystemSheet {
  record: RegisterRecord;
  contracts: {
    register?: string;
    id: string;
    title: string;
    vendor: string | null;
    constructed?: boolean;
    from: string | null;
    to: string | null;
    amount_yen: number | null;
  }[];
  costs: { fiscal_year: number; kind: string; label: Text; yen: number; budget: boolean }[];
  findings: {
    register?: string;
    id: string;
    no: string;
    title: string;
    state: Verdict;
    label?: Text;
  }[];
  judgement: {
    verdict: string;
    label: Text;
    items: {
      no: string;
      label: Text;
      cell: string | Text;
      answer: string | Text | null;
      satisfied: boolean | null;
    }[];
    reasons: { code: string; text: Text }[];
  } | null;
}

export interface JournalStatus {
  entries: number;
  rows: number;
  checkpoint: { size: number; at: string; root: string; key: string } | null;
  last_verification: { at: string; ok: boolean; fault: Text | string | null } | null;
}
