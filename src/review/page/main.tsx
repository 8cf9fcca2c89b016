import { render } from 'preact';
import './style/page.css';
import { App } from './App.tsx';
import { Review } from './review.ts';
import { reportSource } from './report-source.ts';
import { serverSource } from './server-source.ts';

const review = new Review(reportSource() ?? serverSource());
render(<App review={review} />, document.getElementById('app')!);
void review.start();
