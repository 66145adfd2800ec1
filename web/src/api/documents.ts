// Documents of records: their list, a file on its way in, the addresses of what is there.
import { call, send_file, with_query } from './client';
import { change, create, type PointInTime } from './endpoints';
import { chosen_purpose } from './purposes';
import type { Text, Value } from './types';

export interface DocumentFile {
  document: string;
  name: string;
  type: string;
  size: number;
  sha256: string;
  /** What a program said that looks for malware; without one nothing is looked for. */
  scan: 'not_scanned' | 'clean' | 'failed';
  /** A browser may show it in a page. */
  inline: boolean;
}
export interface RecordDocument {
  id: string;
  version: number;
  number: string;
  kind: string;
  kind_label: Text;
  title: string | null;
  dated: string | null;
  /** Null where a protected person stands behind it, or what was there is erased. */
  file: DocumentFile | null;
  protected: boolean;
  withdrawn: boolean;
  versions: number;
  valid_from: string;
  at: string;
  by: string;
  approved_by: string | null;
  reason: string | null;
}
export interface RecordDocuments {
  register: string;
  label: Text;
  kinds: { key: string; label: Text }[];
  may_add: boolean;
  approval: boolean;
  /** Not confirmed yet. */
  waiting: number;
  most_bytes: number;
  documents: RecordDocument[];
}
/** A file that the server keeps until a record names it. */
export interface Brought {
  file: string;
  name: string;
  size: number;
}

const part = encodeURIComponent;

export const record_documents = (
  register: string,
  id: string,
  at: PointInTime,
  signal?: AbortSignal,
) =>
  call<RecordDocuments>(
    with_query(`/api/registers/${part(register)}/records/${part(id)}/documents`, {
      ...at,
      purpose: chosen_purpose(register),
    }),
    { signal },
  );

export const bring = (
  register: string,
  field: string,
  file: File,
  progress: (percent: number) => void,
) =>
  send_file<Brought>(
    with_query('/api/documents', { register, field, name: file.name }),
    file,
    progress,
  );

export const document_address = (
  document: string | number,
  how: { inline?: boolean; purpose?: number | null } = {},
) =>
  with_query(`/api/documents/${document}`, {
    inline: how.inline ? '1' : null,
    purpose: how.purpose ?? null,
  });

/** What a field of type document holds, as the server writes it. */
export function document_value(value: Value | undefined): {
  document: number;
  name: string;
  size: number;
} | null {
  if (typeof value !== 'string' || !value.startsWith('{')) return null;
  try {
    return JSON.parse(value) as { document: number; name: string; size: number };
  } catch {
    return null;
  }
}

export interface DocumentEntry {
  values: Record<string, string>;
  valid_from: string;
  reason: string;
  purpose: number | null;
}
const body = (entry: DocumentEntry) => ({
  values: entry.values,
  valid_from: entry.valid_from,
  reason: entry.reason,
  ...(entry.purpose === null ? {} : { purpose: entry.purpose }),
});
export const add_document = (register: string, entry: DocumentEntry, once: string) =>
  create(register, body(entry), once);
export const replace_document = (
  register: string,
  old: RecordDocument,
  entry: DocumentEntry,
  once: string,
) => change(register, old.id, { ...body(entry), base_version: old.version }, once);
export const withdraw_document = (
  register: string,
  old: RecordDocument,
  entry: DocumentEntry,
  once: string,
) => change(register, old.id, { ...body(entry), base_version: old.version, ended: true }, once);
