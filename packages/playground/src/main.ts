import './style/base.css';
import './style/form.css';
import './style/life.css';
import { startApp } from './app.ts';
import { placeOfServer } from './seen.ts';

const root = document.querySelector<HTMLElement>('main');
if (root) startApp(root, await placeOfServer());
