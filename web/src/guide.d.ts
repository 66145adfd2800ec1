// docs/guide, rendered when the screens are built (tools/guide_plugin.mjs).
declare module 'virtual:guide' {
  type Both = { ja: string; en: string };
  export interface GuidePage {
    id: string;
    title: Both;
    sections: { id: string; title: Both }[];
    load: Record<'ja' | 'en', () => Promise<{ default: string }>>;
  }
  export const guide: GuidePage[];
}
