import './style/index.css';
import { App } from './app.ts';
import { isLang, learn, nearestLang } from './i18n.ts';
import { listen } from './keys.ts';
import { readPrefs } from './prefs.ts';
import { readPage, themes } from './url.ts';

const root = document.getElementById('app');
if (root) await begin(root);

async function begin(root: HTMLElement): Promise<void> {
  const prefs = readPrefs();
  // The server may be known by another name outside: only the path counts here.
  const base = new URL(root.dataset.base || '/', location.href).pathname.replace(/\/$/, '');
  const liked = prefs.lang && isLang(prefs.lang) ? prefs.lang : nearestLang(document.documentElement.lang);
  const lang = readPage('/', location.search).page.lang ?? liked;
  try {
    await learn(lang);
  } catch {
    return; // the server's list stands
  }
  const app = new App({
    root,
    base,
    lang,
    theme: themes.find((t) => t === prefs.theme) ?? 'auto',
    shortcuts: prefs.shortcuts ?? true,
  });
  listen(app);
}
