/** The pages' one stylesheet, sent inside each page: the policy of the answer allows it by its hash and nothing else. */
import { createHash } from 'node:crypto';

export const stylesheet = `
:root{color-scheme:light dark;--text:#1d2730;--soft:#4c5863;--ground:#f6f7f5;--card:#fff;--line:#7b8791;--hair:#d9dedb;--accent:#0d5f5a;--on-accent:#fff;--wrong:#a3151b;--wrong-ground:#fdf0f0;--now:#e3f1ef}
@media (prefers-color-scheme:dark){:root{--text:#e9edef;--soft:#b4bec6;--ground:#12171a;--card:#1b2226;--line:#8a97a1;--hair:#354048;--accent:#7fd3c8;--on-accent:#0b2724;--wrong:#ffa29c;--wrong-ground:#3a1d1e;--now:#1d3835}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--text);font:1.0625rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:break-word}
header,main,footer{max-width:42rem;margin:0 auto;padding:0 1rem}
header{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;justify-content:space-between;padding-top:.75rem}
header p{margin:0;font-weight:700}
header a{display:inline-block;padding:.75rem .25rem}
main{padding-bottom:2rem}
footer{padding-bottom:2rem;color:var(--soft);border-top:1px solid var(--hair);padding-top:1rem}
h1{font-size:1.7rem;line-height:1.25;margin:1rem 0;text-wrap:balance}
h2{font-size:1.25rem;line-height:1.3;margin:2rem 0 .75rem}
h3{font-size:1.0625rem;margin:0 0 .25rem}
a{color:var(--accent);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.card,fieldset,.wrong-box{background:var(--card);border:1px solid var(--hair);border-radius:.75rem;padding:1rem;margin:0 0 1rem}
dl.card{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem}
dt{color:var(--soft)}
dd{margin:0}
fieldset{min-width:0}
legend{float:left;width:100%;font-weight:650;padding:0;margin-bottom:.25rem}
legend+*{clear:both}
.if-yes{margin-left:1rem;border-left:4px solid var(--accent)}
.if-yes legend span{display:block;color:var(--soft);font-weight:400}
.help{color:var(--soft);margin:.25rem 0}
.wrong{color:var(--wrong);font-weight:650;margin:.25rem 0}
fieldset.has-wrong,.wrong-box{border:2px solid var(--wrong)}
.wrong-box{background:var(--wrong-ground)}
.wrong-box h2{margin:0 0 .5rem}
.wrong-box a{color:inherit;display:inline-block;padding:.4rem 0}
.choices{display:flex;flex-wrap:wrap;gap:.5rem;margin-top:.5rem}
.choice{display:flex;align-items:center;gap:.6rem;min-height:3rem;min-width:6.5rem;padding:.4rem 1rem .4rem .8rem;border:1px solid var(--line);border-radius:.6rem;cursor:pointer}
.choice:has(input:checked){border-color:var(--accent);box-shadow:inset 0 0 0 1px var(--accent)}
.choice input{width:1.35rem;height:1.35rem;margin:0;flex:none;accent-color:var(--accent)}
.on-date{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem;width:100%}
input[type=date]{font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:.6rem;min-height:3rem;padding:.4rem .8rem;max-width:100%}
button,.button{display:inline-block;font:inherit;font-weight:650;background:var(--accent);color:var(--on-accent);border:0;border-radius:.6rem;min-height:3.25rem;padding:.8rem 1.5rem;cursor:pointer;text-decoration:none}
button{width:100%}
@media (min-width:40rem){button{width:auto}}
.lead{font-size:1.15rem}
.when{color:var(--soft);margin:0 0 .5rem}
.is-now{background:var(--now);border-color:var(--accent)}
.tag{font-weight:650;color:var(--accent)}
ul{padding-left:1.25rem;margin:.25rem 0}
li{margin:.3rem 0}
.wrong-box ul{list-style:none;padding:0}
@media print{body{background:#fff;color:#000}nav,button{display:none}}
`;

/** Base64 SHA-256 of the stylesheet, as the content policy names it. */
export const stylesheetHash = createHash('sha256').update(stylesheet).digest('base64');
