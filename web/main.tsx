/** Where the manager's site begins. */
import './styles/mantine.ts';
import './styles/tokens.css';
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';

const place = document.getElementById('site');
if (place === null) throw new Error('the page has no place for the site');
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
