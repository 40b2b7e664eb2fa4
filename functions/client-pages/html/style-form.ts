/** How the screening form looks: all of it on one page, or one question at a time once its script runs. */

export const formStyle = `
fieldset{min-width:0;background:var(--card);border:1px solid var(--hair);border-radius:.875rem;padding:1.125rem;margin:0 0 1rem}
legend{float:left;width:100%;padding:0;margin-bottom:.25rem}
legend:has(+.choices){margin-bottom:.75rem}
legend+*{clear:both}
legend h2{font-size:1.1875rem;margin:0}
fieldset.has-wrong{border:2px solid var(--wrong)}
.if-yes{margin-left:1rem;border-left:4px solid var(--accent)}
.if-yes legend span{display:block;color:var(--soft);font-size:.9375rem}
.choices{display:flex;flex-wrap:wrap;gap:.625rem;margin-top:.75rem}
.choice{display:flex;align-items:center;gap:.7rem;min-height:3.25rem;min-width:6.5rem;flex:1;padding:.5rem 1rem .5rem .9rem;border:1px solid var(--line);border-radius:.75rem;cursor:pointer}
.choice:has(input:checked){border-color:var(--accent);background:var(--accent-soft);box-shadow:inset 0 0 0 1px var(--accent)}
.choice:has(input:focus-visible){outline:3px solid var(--accent);outline-offset:2px}
.choice input{width:1.35rem;height:1.35rem;margin:0;flex:none;accent-color:var(--accent);outline:none}
.on-date{display:flex;flex-wrap:wrap;align-items:center;gap:.625rem;width:100%}
.on-date .choice{flex:1 0 10rem}
input[type=date]{font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:.75rem;min-height:3.25rem;padding:.4rem .9rem;flex:1 0 10rem;max-width:100%}
.send{margin-top:1.5rem}
.js form:not(.ready)>*{visibility:hidden}
.stepping h1{font-size:1rem;font-weight:400;letter-spacing:0;color:var(--soft);margin:.25rem 0 .5rem}
.stepping fieldset{background:none;border:0;padding:0;margin:1.5rem 0 0}
.stepping legend h2,.review h2{font-size:1.5rem;line-height:1.25;letter-spacing:-.01em}
.stepping .if-yes{margin-left:0}
.stepping .if-yes legend span{display:none}
.stepping legend:has(+.choices){margin-bottom:1.25rem}
.stepping .choices{flex-direction:column;margin-top:1.25rem}
.stepping .choice{background:var(--card);flex:none}
.stepping .choice:has(input:checked){background:var(--accent-soft)}
.stepping .on-date .choice{flex:1 0 10rem}
.progress{display:flex;align-items:center;gap:.75rem;margin:0;color:var(--soft);font-size:.9375rem;font-variant-numeric:tabular-nums}
.progress span{flex:none}
progress{appearance:none;flex:1;height:.375rem;border:0;border-radius:1rem;background:var(--hair);overflow:hidden;min-width:4rem}
progress::-webkit-progress-bar{background:var(--hair)}
progress::-webkit-progress-value{background:var(--accent);border-radius:1rem;transition:inline-size .25s}
progress::-moz-progress-bar{background:var(--accent);border-radius:1rem}
.steer{display:flex;gap:.75rem;margin-top:1.75rem}
.steer button{flex:1}
.steer .quiet{flex:0 1 8rem}
.saved{color:var(--soft);font-size:.9375rem;margin:1rem 0 0;min-height:1.55em}
.review h2{margin:1rem 0 .75rem}
.review ol,.typed{list-style:none;margin:0 0 1rem;padding:0;background:var(--card);border:1px solid var(--hair);border-radius:.875rem}
.review li,.typed div{display:grid;grid-template-columns:1fr auto;gap:.125rem 1rem;margin:0;padding:.75rem 1.125rem}
.review li+li,.typed div+div{border-top:1px solid var(--hair)}
.review span,.typed dt{grid-column:1;color:var(--soft);font-size:.9375rem}
.review strong,.typed dd{grid-column:1;font-weight:650}
.review a{grid-column:2;grid-row:1/span 2;align-self:center;padding:.75rem 0}
.review .missing{color:var(--wrong)}
@media (prefers-reduced-motion:no-preference){.stepping fieldset,.review{animation:step .18s ease-out}@keyframes step{from{transform:translateY(.375rem)}}}
`;
