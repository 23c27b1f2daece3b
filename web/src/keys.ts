import type { App } from './app.ts';

/** Listens for keys, clicks on links, and the browser's back and forward. */
export function listen(app: App): void {
  addEventListener('popstate', () => app.returned());
  document.addEventListener('click', (e) => {
    const link = (e.target as Element).closest<HTMLAnchorElement>('a[data-ref], a[data-home], a[data-go]');
    if (!link || e.button !== 0 || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return;
    if (app.follow(link)) e.preventDefault();
  });
  document.addEventListener('click', (e) => {
    const link = (e.target as Element).closest<HTMLAnchorElement>('a.skip');
    const target = link && document.querySelector<HTMLElement>(link.hash);
    if (!target) return;
    e.preventDefault(); // the address stays what it is
    target.focus();
  });
  document.addEventListener('pointerdown', (e) => {
    if (!(e.target as Element).closest('.menu, [aria-controls^="menu-"]')) app.closeMenu(false);
  });
  document.addEventListener('keydown', (e) => key(e, app));
}

function key(e: KeyboardEvent, app: App): void {
  if (e.defaultPrevented || e.metaKey || e.ctrlKey || e.altKey || e.isComposing) return;
  const target = e.target as HTMLElement;
  const writing = target.matches('input:not([type=checkbox], [type=radio]), textarea');
  if (e.key === 'Escape') {
    if (!app.closeMenu(true)) app.back();
    return;
  }
  if (writing) return;
  if (target.closest('#map')) {
    const act = { Enter: () => app.pickCentre(), '.': () => app.step(1), ',': () => app.step(-1) }[e.key];
    if (act) {
      e.preventDefault();
      act();
      return;
    }
  }
  if (!app.state.shortcuts) return;
  if (e.key === '/') {
    e.preventDefault();
    document.getElementById('search')?.focus();
  } else if (e.key === 'p' || e.key === 'r') {
    document.getElementById(e.key === 'p' ? 'open-plan' : 'open-reach')?.click();
  } else if (e.key === 'l') {
    document.getElementById('open-layers')?.click();
  }
}
