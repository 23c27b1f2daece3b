// Lets node's test runner read the page's TypeScript: see hooks.mjs.
import { register } from 'node:module';

register('./hooks.mjs', import.meta.url);
