import './style/base.css';
import './style/form.css';
import './style/composer.css';
import './style/timeline.css';
import './style/moments.css';
import './style/result.css';
import { startApp } from './app.ts';
import { placeOfServer } from './seen.ts';

const root = document.querySelector<HTMLElement>('main');
if (root) startApp(root, await placeOfServer());
