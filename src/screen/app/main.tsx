import { render } from 'preact';
import { App } from './App.tsx';
import { lockBrowser } from './locked.ts';

lockBrowser();
render(<App />, document.body);
