import { render } from 'preact';
import { Dock } from './Dock.tsx';

render(<Dock />, document.body);
