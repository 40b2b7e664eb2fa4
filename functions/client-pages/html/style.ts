/** The pages' one stylesheet, sent inside each page: the policy of the answer allows it by its hash and nothing else. */
import { createHash } from 'node:crypto';
import { careStyle } from './style-care.ts';
import { formStyle } from './style-form.ts';

const frameStyle = `
:root{color-scheme:light dark;--text:#1d2730;--soft:#4c5863;--ground:#f5f7f6;--card:#fff;--line:#78848e;--hair:#dbe1df;--accent:#0d5f5a;--accent-soft:#e3f1ef;--on-accent:#fff;--wrong:#a3151b;--wrong-ground:#fdf0f0;--now:#e3f1ef;--warm:#6b4300;--warm-ground:#fdf3df}
@media (prefers-color-scheme:dark){:root{--text:#e9edef;--soft:#b4bec6;--ground:#11171a;--card:#1a2226;--line:#8a97a1;--hair:#334047;--accent:#7fd3c8;--accent-soft:#1d3835;--on-accent:#0b2724;--wrong:#ffa29c;--wrong-ground:#3a1d1e;--now:#1d3835;--warm:#f2cf8d;--warm-ground:#362a14}}
*{box-sizing:border-box}
[hidden]{display:none!important}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--text);font:1.0625rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;overflow-wrap:break-word;min-height:100vh;min-height:100dvh;display:flex;flex-direction:column}
header,main,footer{width:100%;max-width:40rem;margin:0 auto;padding:0 1.125rem}
header{display:flex;gap:1rem;align-items:center;justify-content:space-between;padding-top:.5rem}
header p{margin:0;font-weight:650;letter-spacing:.01em;color:var(--accent);min-width:0}
header nav{flex:none}
header nav a,header nav button{display:inline-block;padding:.75rem .25rem;min-height:2.75rem;font:inherit;font-weight:400;background:none;color:var(--accent);text-decoration:underline;text-underline-offset:.15em;width:auto;border:0}
main{flex:1;padding-bottom:2.5rem}
footer{padding-top:1rem;padding-bottom:1.5rem;color:var(--soft);font-size:.9375rem}
footer p{margin:0;border-top:1px solid var(--hair);padding-top:1rem}
h1{font-size:1.75rem;line-height:1.2;letter-spacing:-.01em;margin:.75rem 0 1rem;text-wrap:balance}
h2{font-size:1.25rem;line-height:1.3;margin:2.25rem 0 .75rem;text-wrap:balance}
h3{font-size:1.0625rem;line-height:1.4;margin:0 0 .125rem}
p{margin:0 0 .75rem}
a{color:var(--accent);text-underline-offset:.15em}
a[href^="tel:"],a[href^="sms:"]{white-space:nowrap}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:.25rem}
h1:focus,h2:focus{outline:none}
.card,.wrong-box,.note{background:var(--card);border:1px solid var(--hair);border-radius:.875rem;padding:1rem 1.125rem;margin:0 0 1rem}
dl.card{display:grid;grid-template-columns:auto 1fr;gap:.375rem 1rem}
dt{color:var(--soft)}
dd{margin:0}
.visit-when{font-weight:650}
.note{display:flex;gap:.75rem;align-items:flex-start;background:var(--accent-soft);border-color:transparent}
.note p:last-child{margin:0}
.note.warm{background:var(--warm-ground);color:var(--warm)}
.note.warm a{color:inherit}
.help{color:var(--soft);margin:.25rem 0}
.wrong{color:var(--wrong);font-weight:650;margin:.25rem 0}
.wrong-box{border:2px solid var(--wrong);background:var(--wrong-ground)}
.wrong-box h2{margin:0 0 .5rem}
.wrong-box a{color:inherit;display:inline-block;padding:.4rem 0}
.wrong-box ul{list-style:none;padding:0}
button,.button{display:inline-flex;align-items:center;justify-content:center;gap:.5rem;font:inherit;font-weight:650;line-height:1.3;text-align:center;background:var(--accent);color:var(--on-accent);border:1px solid transparent;border-radius:.75rem;min-height:3.25rem;padding:.7rem 1.5rem;cursor:pointer;text-decoration:none;width:100%}
button.quiet,.button.quiet{background:none;color:var(--accent);border-color:var(--line)}
button[aria-disabled=true]{opacity:.65;cursor:default}
@media (min-width:40rem){button,.button{width:auto}}
.actions{display:flex;flex-wrap:wrap;gap:.75rem;margin:1.25rem 0}
.lead{font-size:1.1875rem;line-height:1.5}
.mark{display:grid;place-items:center;width:3.5rem;height:3.5rem;border-radius:50%;background:var(--accent-soft);color:var(--accent);margin:1rem 0 0}
.mark.warm{background:var(--warm-ground);color:var(--warm)}
.mark svg{width:1.9rem;height:1.9rem}
svg{fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round;flex:none}
.icon{width:1.375rem;height:1.375rem}
ul{list-style:disc;padding-left:1.25rem;margin:.25rem 0}
li{margin:.3rem 0}
@media print{body{background:#fff;color:#000}nav,button,.button{display:none}}
`;

export const stylesheet = `${frameStyle}${formStyle}${careStyle}`;

/** Base64 SHA-256 of the stylesheet, as the content policy names it. */
export const stylesheetHash = createHash('sha256').update(stylesheet).digest('base64');
