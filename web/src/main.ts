import './style/index.css';
import { App } from './app.ts';
import { isLang, nearestLang } from './i18n.ts';
import { listen } from './keys.ts';
import { readPrefs } from './prefs.ts';
import { themes } from './url.ts';

const root = document.getElementById('app');
if (root) {
  const prefs = readPrefs();
  // The server may be known by another name outside: only the path counts here.
  const base = new URL(root.dataset.base || '/', location.href).pathname.replace(/\/$/, '');
  const app = new App({
    root,
    base,
    lang: prefs.lang && isLang(prefs.lang) ? prefs.lang : nearestLang(document.documentElement.lang),
    theme: themes.find((t) => t === prefs.theme) ?? 'auto',
    shortcuts: prefs.shortcuts ?? true,
  });
  listen(app);
}
