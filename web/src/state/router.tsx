// Addresses of the screens (docs/api.md, last table) on the browser's own history. Also carries the
// point in time: as_of and as_known stand behind the question mark, so that a copied address shows
// the same facts, and links between record screens keep them.
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  type AnchorHTMLAttributes,
  type MouseEvent,
  type ReactNode,
} from 'react';
import type { PointInTime } from '../api/endpoints';
import { parse_route, timed, type Route } from './routes';

interface Router {
  path: string;
  /** A place within the page: the guide's sections have one. */
  hash: string;
  search: URLSearchParams;
  route: Route;
  at: PointInTime;
  go: (to: string, options?: { replace?: boolean }) => void;
  set_query: (changes: Record<string, string | null>) => void;
  href: (to: string) => string;
}

const Context = createContext<Router | null>(null);

function with_time(to: string, at: PointInTime): string {
  const [path = '', query = ''] = to.split('?');
  if (!timed(parse_route(path)) || (at.as_of === null && at.as_known === null)) return to;
  const search = new URLSearchParams(query);
  if (at.as_of !== null && !search.has('as_of')) search.set('as_of', at.as_of);
  if (at.as_known !== null && !search.has('as_known')) search.set('as_known', at.as_known);
  return `${path}?${search.toString()}`;
}

const here = () => window.location.pathname + window.location.search + window.location.hash;

export function RouterProvider({ children }: { children: ReactNode }) {
  const [address, set_address] = useState(here);
  useEffect(() => {
    const changed = () => set_address(here());
    window.addEventListener('popstate', changed);
    return () => window.removeEventListener('popstate', changed);
  }, []);
  const [target = '/', hash = ''] = address.split('#');
  const [path = '/', query = ''] = target.split('?');
  const search = useMemo(() => new URLSearchParams(query), [query]);
  const as_of = search.get('as_of');
  const as_known = search.get('as_known');
  const at = useMemo(() => ({ as_of, as_known }), [as_of, as_known]);
  const href = useCallback((to: string) => with_time(to, at), [at]);
  const push = useCallback((target: string, replace: boolean) => {
    if (target === here()) return;
    if (replace) window.history.replaceState(null, '', target);
    else window.history.pushState(null, '', target);
    set_address(target);
  }, []);
  const go = useCallback(
    (to: string, options?: { replace?: boolean }) => push(href(to), options?.replace ?? false),
    [href, push],
  );
  const set_query = useCallback(
    (changes: Record<string, string | null>) => {
      const next = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries(changes)) {
        if (value === null || value === '') next.delete(name);
        else next.set(name, value);
      }
      const text = next.toString();
      push(window.location.pathname + (text ? `?${text}` : ''), true);
    },
    [push],
  );
  const route = useMemo(() => parse_route(path), [path]);
  const router = useMemo(
    () => ({ path, hash, search, route, at, go, set_query, href }),
    [path, hash, search, route, at, go, set_query, href],
  );
  return <Context.Provider value={router}>{children}</Context.Provider>;
}

export function useRouter(): Router {
  const router = useContext(Context);
  if (!router) throw new Error('useRouter outside RouterProvider');
  return router;
}

type LinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & {
  to: string;
  now?: boolean;
};

/** An ordinary link (opens in a new tab as usual) that changes screens without loading the page.
 *  `now` drops the point in time: the side navigation always leads back to the present. */
export function Link({ to, now, onClick, ...rest }: LinkProps) {
  const { go, href } = useRouter();
  const target = now ? to : href(to);
  const click = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    event.preventDefault();
    if (now) {
      window.history.pushState(null, '', to);
      window.dispatchEvent(new PopStateEvent('popstate'));
    } else go(to);
  };
  return <a {...rest} href={target} onClick={click} />;
}
