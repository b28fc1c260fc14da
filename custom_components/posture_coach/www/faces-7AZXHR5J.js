import{a as u,b as a,c as g,d as fe,e as d,f as v,g as m,h as f,i as _e,j as C,k as ve,l as ge,m as be,n as ye,o as E,p as b,q as W}from"./chunk-YMOR3TGL.js";function D(n,r){let{lasts:e}=n;if(e===null)return null;let t=n.remaining??n.phase_began_at+e-r,s=Math.min(Math.max(t,0),e);return{passed:e-s,left:s,lasts:e}}function xe({left:n}){return Math.max(Math.ceil(n-.002),0)}function ke({passed:n,lasts:r},e){return Math.min(Math.floor((n+.002)/(r/e))+1,e)}function we({passed:n,lasts:r},e){let t=r/e;return(n+.002)%t>=t/2}function $e({passed:n},r){return r>0?Math.floor((n+.002)/10)%r:0}function Se({cues:n},{passed:r},e){return e.findLast(t=>n.some(({cue:s,after:i})=>s===t&&i<=r+.002))}function B({left:n,lasts:r},e){if(n<=0)return null;let t=e?1:Math.min(Math.max(Math.ceil(400/r),1),4),s=Math.max(Math.ceil((n-.002)*t)-1,0);return n-s/t}function Ce(n,r){let e=D(n,r),t=n.phase==="work"&&!n.is_paused&&e!==null&&e.left<.5;return n.counted.every((s,i)=>s||t&&i===n.number-1)}var Le="posture_coach_sounds",Jt=.5,er=1.5,F=class{constructor(r,e){this.host=r;this.audible=e;this.chosen=sr();this.context=null;this.recordings=new Map;this.sources=new Set;this.timers=[];this.session=null;this.sounded=new Set;this.unblock=()=>{this.state==="blocked"&&this.context?.resume()};r.addController(this)}get state(){return"AudioContext"in window?this.isOn?this.context&&this.context.state!=="running"?"blocked":"on":"off":"absent"}toggle(){if(this.state==="blocked"){this.unblock();return}this.chosen=!this.isOn,nr(this.chosen),this.follow(),this.host.requestUpdate()}hostConnected(){document.addEventListener("click",this.unblock),this.host.requestUpdate()}hostDisconnected(){document.removeEventListener("click",this.unblock),this.close()}hostUpdated(){this.follow()}get isOn(){return this.chosen??this.audible().wantsSounds}follow(){let{state:r}=this.audible();if(this.state==="off"||this.state==="absent"){this.close();return}let[e,t]=[this.session,r.session];e!==t&&(this.session=t,this.forget(),t?this.plan(t,e,r.content.sounds):e&&this.end(e,r.content.sounds.finished))}plan(r,e,t){let s=this.open();for(let o of Object.values(t))this.recording(s,o);if((!e||!tr(e,r))&&this.silence(),r.is_paused)return;let i=this.audible().clock.now();for(let{cue:o,after:c}of r.cues){let l=t[o];if(l===void 0)continue;let p=r.phase_began_at+c,h=()=>this.play(r,l,p);this.timers.push(setTimeout(h,Math.max(p-er-i,0)*1e3))}}async play(r,e,t){let s=this.open(),i=await this.recording(s,e),o=t-this.audible().clock.now(),c=r===this.session&&s.state==="running";!i||!c||o<-Jt||this.sounded.has(t)||(this.sounded.add(t),this.start(s,i,o))}async end(r,e){let{context:t}=this,s=Ce(r,this.audible().clock.now()),i=t&&s&&e?await this.recording(t,e):null;if(!this.session){if(t?.state!=="running"||!i){this.close();return}this.start(t,i,0).addEventListener("ended",()=>{this.session||this.close()})}}start(r,e,t){let s=r.createBufferSource();return s.buffer=e,s.connect(r.destination),s.addEventListener("ended",()=>this.sources.delete(s)),s.start(r.currentTime+Math.max(t,0)),this.sources.add(s),s}open(){if(this.context)return this.context;let r=this.context=new AudioContext;return r.addEventListener("statechange",()=>{r===this.context&&(this.session=null,this.host.requestUpdate())}),r}recording(r,e){let t=this.recordings.get(e)??rr(r,e);return this.recordings.set(e,t),t}forget(){this.timers.forEach(clearTimeout),this.timers=[]}silence(){for(let r of this.sources)r.stop();this.sources.clear()}close(){this.forget(),this.silence(),this.sounded.clear(),this.recordings.clear(),this.session=null;let{context:r}=this;this.context=null,r?.close()}};function tr(n,r){return n.is_paused||r.is_paused?!1:r.ends_at===n.ends_at||r.phase_began_at===n.ends_at}async function rr(n,r){try{let e=await fetch(r);return await n.decodeAudioData(await e.arrayBuffer())}catch{return null}}function sr(){try{let n=localStorage.getItem(Le);return n===null?null:n==="on"}catch{return null}}function nr(n){try{localStorage.setItem(Le,n?"on":"off")}catch{}}var j=class{constructor(r,e){this.host=r;this.isWanted=e;this.lock=null;this.isAsked=!1;this.look=()=>{let e=document.visibilityState==="visible"&&this.host.isConnected&&this.isWanted();e!==this.isAsked&&(this.isAsked=e,e?this.ask():this.release())};r.addController(this)}hostConnected(){document.addEventListener("visibilitychange",this.look),this.host.requestUpdate()}hostDisconnected(){document.removeEventListener("visibilitychange",this.look),this.look()}hostUpdated(){this.look()}async ask(){if("wakeLock"in navigator)try{let r=await navigator.wakeLock.request("screen");this.release(),this.lock=r,this.isAsked||this.release()}catch{}}release(){this.lock?.release(),this.lock=null}};var U=class extends v{constructor(){super();this.sounds=new F(this,()=>this);this.told="absent";new j(this,()=>this.state.session?.is_paused===!1)}static{this.tag="posture-coach-device"}static{this.properties={state:{attribute:!1},clock:{attribute:!1},wantsSounds:{attribute:!1}}}updated(){let{state:e}=this.sounds;e!==this.told&&(this.told=e,this.dispatchEvent(new CustomEvent(ge,{detail:e})))}};var Ee="M5,2H19A2,2 0 0,1 21,4V20A2,2 0 0,1 19,22H5A2,2 0 0,1 3,20V4A2,2 0 0,1 5,2M12,4A4,4 0 0,0 8,8H11.26L10.85,5.23L12.9,8H16A4,4 0 0,0 12,4M5,10V20H19V10H5Z";var A=["left","right"],y={width:240,height:212},x=184,M={left:{x:66,y:86},right:{x:174,y:86}},L={along:26,across:9,beam:40},Te=2;function de(n){return["left_right","heel_toe","inner_outer"].flatMap(r=>n&&r!=="left_right"?A.map(e=>({axis:`${e}_${r}`,about:r,foot:e})):[{axis:r,about:r,foot:null}])}function T(n,r,e){return n[`${r}_${e}`]??n[e]}function Ae(n,r){let e={};for(let{axis:t,about:s,foot:i}of de(n)){let o=T(r,i??"left",s);o!==void 0&&o===T(r,i??"right",s)&&(e[t]=o)}return e}function Me(n,r){return Object.fromEntries(Object.entries(n).filter(([e])=>e!==r))}function Pe(n){let r=Object.keys(n).length;return"left_right"in n?r>1?null:"more":r?"side":"both"}function ze({x:n,y:r}){return r>x-20?"beam":n<y.width/2?"left":"right"}function Re(n,{x:r,y:e},t){if(n==="beam")return{left_right:le((r-y.width/2)/L.beam)};let s=M[n],i=t?`${n}_`:"";return{[`${i}heel_toe`]:le((s.y-e)/L.along),[`${i}inner_outer`]:le((r-s.x)*N(n)/L.across)}}function Oe(n,r){let{x:e,y:t}=M[n],s=T(r,n,"inner_outer")??0,i=T(r,n,"heel_toe")??0;return{x:e+s*L.across*N(n),y:t-i*L.along}}function N(n){return n==="left"?-1:1}function He(n){return Math.abs(n)<3?0:Math.round(n)}function De(n){return Math.min(Math.max(2*n,-1),1)}function Ne(n){let r=Math.round(50*(1+Math.abs(n))),e=n<0?"left":"right";return{side:r>50?e:"even",share:r}}function le(n){return Math.min(Math.max(Math.round(n),-Te),Te)+0}var Z=y.width/2,ir=80,or=3;function G(n){let r=n??0;return g`<path d="M${Z-7} ${x+12}h14l-7-11z" />
<g class="board" style="transform:rotate(${or*r}deg)">
<path d="M${Z-88} ${x}h176" />
<circle class=${n===void 0?"weight unknown":"weight"} r="9"
style="transform:translate(${Z+ir*r}px,${x}px)" />
</g>`}var K=u`
.drawing {
display: block;
inline-size: 100%;
max-inline-size: 280px;
margin-inline: auto;
overflow: visible;
color: var(--secondary-text-color);
fill: currentColor;
stroke-linecap: round;
}
.board {
transform-origin: ${Z}px ${x}px;
stroke: currentColor;
stroke-width: 3;
}
.weight {
fill: var(--primary-color);
stroke: var(--card-background-color, #fff);
stroke-width: 3;
}
.unknown {
fill: var(--card-background-color, #fff);
stroke: currentColor;
stroke-width: 1.5;
stroke-dasharray: 3 4;
}
@media (prefers-reduced-motion: no-preference) {
.drawing * {
transition: 0.2s ease-out;
}
}
`;function Ve({can_measure:n,live_left_right:r,measurement:e},t,s,i,o){let c=t||r!==null;return a`<section class="stack">
<div class="row apart">
<h3>${s.text("card_balance_measured")}</h3>
<span role="status">${c?s.text("card_balance_measuring"):d}</span>
${n&&!c?a`<button @click=${o}>
${m(Ee)}${s.text("card_balance_measure")}
</button>`:d}
</div>
${c?qe(r,s):e&&ar(e,s,i)}
</section>`}function qe(n,r){let{side:e,share:t}=Ne(n??0);return a`<div class="middle">
<svg class="drawing" viewBox="0 ${x-14} ${y.width} 30" aria-hidden="true">
${G(n===null?void 0:De(n))}
</svg>
${n===null?d:a`<strong>
${r.text(`card_balance_share_${e}`,{share:r.number(t)})}
</strong>`}
</div>`}function ar(n,r,e){let t=(s,i=0)=>r.number(s*100,i);return a`${qe(n.left_right,r)}
<ul class="middle">
<li>${r.text("card_balance_sway",{sway:t(n.sway,1)})}</li>
${A.map(s=>{let i=n[`${s}_toe`],o=n[`${s}_toe_usual`];if(i===null)return d;let c=r.text(`card_balance_toes_${s}`,{share:t(i)});return a`<li>
${o===null?c:r.text("card_balance_usual",{text:c,usual:t(o)})}
</li>`})}
<li class="quiet">${r.when(n.at,e)}</li>
</ul>`}var Ie=u`section{padding-block-start:16px;border-block-start:1px solid var(--divider-color)}section .row{min-block-size:40px}.apart{justify-content:space-between}`;var We=`0 0 ${y.width} ${y.height}`,cr="M32-28C35-8 23 6 23 30c0 8 2 12 2 18 0 18-11 28-25 28s-24-11-24-27C-24 32-39 8-39-16c0-18 16-27 36-28 18-1 33-2 35 16z",lr=[[19,-62,12],[-2,-62,8],[-17,-56,7],[-29,-47,6.5],[-38,-36,6]];function Be(n,r){return a`<svg class="drawing" viewBox=${We} role="img" aria-label=${r}>
${Ue(n)}
</svg>`}function Fe(n,r,e){return a`<svg
class="drawing open"
viewBox=${We}
aria-hidden="true"
@pointerdown=${e}
@pointermove=${e}
>
<rect width="100%" height="100%" opacity="0" />
${Ue(n,pr)}
${A.map(t=>g`<text x=${M[t].x} y=${x+25}>${r.text(`card_balance_${t}`)}</text>`)}
</svg>`}function je(n,{clientX:r,clientY:e}){let{left:t,top:s,width:i}=n.getBoundingClientRect(),o=y.width/i;return{x:(r-t)*o,y:(e-s)*o}}function Ue(n,r){let{left_right:e}=n,t=A.map(s=>{let{x:i,y:o}=M[s],c=(e??0)*N(s),l=1+c*.04;return g`<g class="foot" fill-opacity=${e===void 0?0:.22+c*.09}
style="transform:translate(${i}px,${o}px) scale(${-N(s)*l},${l})">
<path d=${cr} />
${lr.map(([p,h,_])=>g`<circle cx=${p} cy=${h} r=${_} />`)}
</g>
${r?.(s)}${dr(s,n)}`});return g`${t}${G(e===void 0?e:e/2)}`}function dr(n,r){let{x:e,y:t}=Oe(n,r),[s,i]=["heel_toe","inner_outer"].map(c=>T(r,n,c)!==void 0);return g`<ellipse class="weight ${s||i?s===i?"":"smeared":"unknown"}"
rx=${s&&!i?24:9} ry=${i&&!s?56:9}
style="transform:translate(${e}px,${t}px)" />`}function pr(n){let{x:r,y:e}=M[n],{along:t,across:s}=L;return g`<g class="stops">
<path d="M${r-2*s} ${e}h${4*s+1}" stroke-dasharray="0 ${s}" />
<path d="M${r} ${e-2*t}v${4*t+1}" stroke-dasharray="0 ${t}" />
</g>`}var Y=u`.open{touch-action:none;cursor:pointer;user-select:none}.foot{fill:var(--primary-color);stroke:currentColor;stroke-width:1.5}.stops{stroke:currentColor;stroke-width:3;opacity:.8}.smeared{fill-opacity:.5}text{font-size:11px;text-anchor:middle}`;function Ze({last:n,before:r,change:e},t,s,i){let o=(c,l)=>l&&a`<figure>
${Be(l.axes,ur(l,t,s))}
<figcaption>
<div class="quiet">${s.text(c)}</div>
<strong>${s.count("card_balance_points",Math.round(l.evenness))}</strong>
<div class="quiet">${s.when(l.at,i)}</div>
</figcaption>
</figure>`;return a`<div class="tests">
${o("card_balance_before",r)}
${o(r?"card_balance_after":"card_balance_last",n)}
</div>
<p class="middle">
${e===null?d:a`<strong>${hr(e,s)}</strong><br />`}
<span class="quiet">${s.text("card_balance_evenness")}</span>
</p>`}function ur({axes:n},r,e){return Object.entries(n).map(([t,s])=>{let i=r[t]??r[t.replace(/^[a-z]+_/,"")],o=t in r?"":e.maybe(`card_balance_${t.replace(/_.*/,"")}`),c=i?.answers[s+2]??s;return`${o??""} ${i?.question??t} ${c}`.trim()}).join(". ")}function hr(n,r){let e=He(n);return e?r.count(e>0?"card_balance_more":"card_balance_less",Math.abs(e)):r.text("card_balance_same")}var Ge=u`.tests{display:flex;justify-content:center;gap:16px}.tests,.middle{text-align:center}figure{flex:1 1 80px;max-inline-size:150px;margin:0}strong{font-size:var(--ha-font-size-l, 16px);font-weight:500}`;var Q=class extends b{static{this.tag="posture-coach-balance"}static{this.properties={isOpen:{state:!0},isSaved:{state:!0},isMeasuring:{state:!0}}}static{this.styles=[f,K,Y,Ge,Ie,u`.face{gap:16px}`]}constructor(){super(),this.isOpen=this.isSaved=this.isMeasuring=!1}render(){let{words:r}=this,{balance:e,content:t,session:s}=this.state,i=this.clock.now(),o=mr(s),c=this.isOpen||o!==null||e.last===null;return a`<div class="stack face">
<div class="row apart">
<h2>${r.text(o?`card_balance_title_${o}`:"card_balance_title")}</h2>
<span class="quiet" role="status">
${this.isSaved?r.text("card_saved"):d}
</span>
</div>
${c?this.form(o):a`${Ze(e,t.axes,r,i)}
<div>
<button class="main" @click=${this.open}>${r.text("card_balance_new")}</button>
</div>`}
${e.can_measure||e.measurement?Ve(e,this.isMeasuring,r,i,()=>{this.measure()}):d}
</div>`}form(r){return a`<posture-coach-balance-form
.axes=${this.state.content.axes}
.asked=${r}
.mayCancel=${this.state.balance.last!==null}
.words=${this.words}
@posture-coach-close=${({detail:e})=>{this.isOpen=!1,this.isSaved=e&&r===null}}
></posture-coach-balance-form>`}open(){this.isOpen=!0,this.isSaved=!1}async measure(){this.isMeasuring=!0,await C(this,"measure_balance"),this.isMeasuring=!1}};function mr(n){return n?.phase==="balance_before"?"before":n?.phase==="balance_after"?"after":null}var Ke="M19,6.41L17.59,5L12,10.59L6.41,5L5,6.41L10.59,12L5,17.59L6.41,19L12,13.41L17.59,19L19,17.59L13.41,12L19,6.41Z";function Ye({axis:n,foot:r},{question:e,answers:t},s,i,o){let c=i.text("card_balance_unknown"),l=r?`${i.text(`card_balance_${r}`)}: ${e}`:e;return a`<fieldset class=${r?"half":""} aria-label=${l}>
<div class="quiet" aria-hidden="true">
${r?i.text(`card_balance_${r}`):e}
</div>
<div class="row">
<div class="answers" dir="ltr">
${t.map((p,h)=>a`<label title=${p}>
<input
type="radio"
name=${n}
aria-label=${p}
.checked=${h-2===s}
@change=${()=>o(h-2)}
/>
</label>`)}
</div>
<div class=${s===void 0?"said quiet":"said"}>
${s===void 0?i.text("card_balance_unanswered"):t[s+2]}
${s===void 0?d:a`<button
class="bare"
title=${c}
aria-label="${c}: ${l}"
@click=${()=>o(void 0)}
>
${m(Ke)}
</button>`}
</div>
</div>
</fieldset>`}var Qe=u`fieldset{min-inline-size:0}fieldset .row{gap:0 8px}.answers{display:flex;flex:0 1 200px;background:linear-gradient(var(--divider-color) 0 0) center / 80% 2px no-repeat}.answers label{flex:1;justify-content:center}.said{display:flex;flex:1 1 120px;align-items:center;justify-content:space-between;min-block-size:40px}`;var fr="posture-coach-close",X=class extends v{constructor(){super();this.held="beam";this.isEyesClosed=!0;this.point=e=>{let{currentTarget:t,pointerId:s}=e;if(!(t instanceof Element))return;let i=je(t,e);e.type==="pointerdown"&&e.button===0&&(t.setPointerCapture(s),this.held=ze(i)),t.hasPointerCapture(s)&&(this.answers={...this.answers,...Re(this.held,i,this.isEach)})};this.answers={},this.isEach=!1}static{this.tag="posture-coach-balance-form"}static{this.properties={axes:{attribute:!1},asked:{attribute:!1},mayCancel:{attribute:!1},words:{attribute:!1},answers:{state:!0},isEach:{state:!0},isSaving:{state:!0}}}static{this.styles=[f,K,Y,Qe,u`.questions{display:grid;gap:8px 16px;grid-template-columns:repeat(auto-fit,minmax(min(100%,160px),1fr))}.questions>:not(.half){grid-column:1 / -1}.settings{gap:0 20px}label{display:inline-flex;gap:8px;align-items:center;min-block-size:40px;cursor:pointer}input{inline-size:20px;block-size:20px;margin:0;accent-color:var(--primary-color)}.main{flex:1 1 160px}button.main:disabled{border:1px dashed;background:none;color:var(--secondary-text-color);opacity:1}`]}willUpdate(e){e.has("asked")&&(this.answers={})}render(){let{words:e}=this;return a`<div class="stack">
<p class="quiet">${e.text("card_balance_how")}</p>
${Fe(this.answers,e,this.point)}
<div class="questions">${de(this.isEach).map(t=>this.question(t))}</div>
<div class="row settings">
${this.setting("card_balance_each",this.isEach,t=>{this.isEach=t,this.answers=Ae(t,this.answers)})}
${this.setting("card_balance_eyes",this.isEyesClosed,t=>{this.isEyesClosed=t})}
</div>
${this.buttons()}
</div>`}question(e){let{axis:t,about:s,foot:i}=e,o=this.axes[s];return o===void 0?d:a`${i==="left"?a`<div class="quiet" aria-hidden="true">${o.question}</div>`:d}
${Ye(e,o,this.answers[t],this.words,c=>{let l=Me(this.answers,t);this.answers=c===void 0?l:{...l,[t]:c},c===void 0&&this.renderRoot.querySelector(`[name=${t}]`)?.focus()})}`}setting(e,t,s){return a`<label>
<input type="checkbox" .checked=${t} @change=${()=>s(!t)} />
${this.words.text(e)}
</label>`}buttons(){let{asked:e,words:t}=this,s=Pe(this.answers);return a`<div class="row">
<button class="main" ?disabled=${s!==null||this.isSaving} @click=${this.save}>
${t.text(s?`card_balance_needs_${s}`:"card_save")}
</button>
${e||this.mayCancel?a`<button class="bare" @click=${this.leave}>
${t.text(e?"card_balance_skip":"card_cancel")}
</button>`:d}
</div>`}async save(){this.isSaving=!0;let e={...this.answers,eyes_closed:this.isEyesClosed},t=await C(this,"record_balance_test",e);this.isSaving=!1,t&&(this.answers={},this.close(!0))}leave(){this.asked?C(this,"next_exercise"):this.close(!1)}close(e){this.dispatchEvent(new CustomEvent(fr,{detail:e}))}};var Xe="M12 2C6.5 2 2 6.5 2 12S6.5 22 12 22 22 17.5 22 12 17.5 2 12 2M10 17L5 12L6.41 10.59L10 14.17L17.59 6.58L19 8L10 17Z",Je="M19,6.41L17.59,5L12,10.59L6.41,5L5,6.41L10.59,12L5,17.59L6.41,19L12,13.41L17.59,19L19,17.59L13.41,12L19,6.41Z";var et=["neck_pain","shoulder_pain","upper_back_pain"],tt=["rounded_upper_back","rounded_shoulders","forward_head"];function rt(n,r){let t=Object.entries({...n,note:r.trim()||null}).filter(([,s])=>s!==null);return t.length>0?Object.fromEntries(t):null}var gr=/^(Arrow|Home|End|Page|Enter| )/,J=class extends v{constructor(){super();this.asking=new E(this);this.answers={},this.note="",this.isEmpty=!1,this.isSaved=!1}static{this.tag="posture-coach-check-in"}static{this.properties={pains:{attribute:!1},words:{attribute:!1},answers:{state:!0},note:{state:!0},isEmpty:{state:!0},isSaved:{state:!0}}}static{this.styles=[f,u`.stack{gap:16px}h2:focus-visible{outline:none}h2{font-size:20px;line-height:1.3}.pain{display:grid;grid-template-columns:minmax(0,1fr) auto;align-items:center;column-gap:8px}.said{display:flex;align-items:center;min-block-size:40px;white-space:nowrap}.pain .said.quiet{font-style:italic}[type=range]{grid-column:1 / -1;inline-size:100%;block-size:40px;margin:0;appearance:none;border-radius:8px;background:linear-gradient(var(--divider-color) 0 0) center / 100% 4px no-repeat;cursor:pointer}::-webkit-slider-thumb{box-sizing:border-box;inline-size:24px;block-size:24px;appearance:none;border:12px solid var(--primary-color);border-radius:50%}::-moz-range-thumb{box-sizing:border-box;inline-size:24px;block-size:24px;border:12px solid var(--primary-color);border-radius:50%}::-moz-range-track{background:none}.pain .open{background:repeating-linear-gradient(90deg,var(--secondary-text-color) 0 6px,transparent 6px 12px) center / 100% 2px no-repeat}.open::-webkit-slider-thumb{visibility:hidden}.open::-moz-range-thumb{visibility:hidden}fieldset{min-inline-size:0}legend{padding:0}.sign{justify-content:space-between;margin-block-start:8px}.sign button{min-inline-size:64px}[aria-pressed=true]{border-color:var(--primary-color);background:color-mix(in srgb,var(--primary-color) 22%,transparent)}label{display:block}textarea{box-sizing:border-box;inline-size:100%;min-block-size:72px;padding:8px 12px;border:1px solid var(--secondary-text-color);border-radius:12px;background:none;color:inherit;font:inherit;resize:vertical}.main{flex:1 1 120px}[role=status]:empty{display:none}.saved .icon{inline-size:40px;block-size:40px;fill:color-mix(in srgb,var(--success-color) 80%,var(--primary-text-color))}.saved{justify-items:center;gap:8px;text-align:center}@media(forced-colors:active){[aria-pressed=true]{outline:2px solid}[type=range]{border:1px solid}.open{border-style:dashed}}`]}firstUpdated(){this.attend()}render(){return this.isSaved?this.thanks():this.form()}thanks(){let{words:e}=this;return a`<div class="stack saved">
${m(Xe)}
<h2 tabindex="-1">${e.text("card_saved")}</h2>
<p class="quiet">${e.text("card_check_in_thanks")}</p>
<button @click=${this.close}>${e.text("card_close")}</button>
</div>`}form(){let{words:e}=this;return a`<div class="stack">
<div>
<h2 tabindex="-1">${e.text("card_check_in_title")}</h2>
<p class="quiet">${e.text("card_check_in_how")}</p>
</div>
<div>${et.map(t=>this.scale(t))}</div>
<fieldset>
<legend>${e.text("card_check_in_signs")}</legend>
${tt.map(t=>this.question(t))}
</fieldset>
<label>
${e.text("card_check_in_note")}
<textarea
maxlength=${500}
.value=${this.note}
@input=${({currentTarget:t})=>{this.note=t.value,this.isEmpty=!1}}
></textarea>
</label>
<p role="status">${this.isEmpty?e.text("card_check_in_nothing"):d}</p>
<div class="row">
<button
class="main"
?disabled=${this.asking.isWaiting("record_check_in")}
@click=${this.save}
>
${e.text("card_save")}
</button>
<button class="bare" @click=${this.close}>${e.text("card_cancel")}</button>
</div>
</div>`}scale(e){let{words:t}=this,s=this.answers[e]??null,i=this.pains[e],o=t.text(`card_check_in_${e}`),c=s===null?t.text("card_check_in_unanswered"):t.text("card_check_in_value",{pain:t.number(s)}),l=({currentTarget:p})=>this.answer(e,p.valueAsNumber);return a`<div class="pain">
<label for=${e}>
${o}
${i===void 0?d:a`<span class="quiet">
(${t.text("card_check_in_last",{pain:t.number(i)})})
</span>`}
</label>
<div class="said ${s===null?"quiet":""}">
${c}${s===null?d:this.eraser(e,o)}
</div>
<input
type="range"
id=${e}
class=${s===null?"open":""}
min="0"
max=${10}
aria-valuetext=${c}
.value=${String(s??0)}
@input=${l}
@click=${l}
@keydown=${p=>{gr.test(p.key)&&!p.repeat&&l(p)}}
/>
</div>`}eraser(e,t){let s=this.words.text("card_check_in_clear",{name:t});return a`<button class="bare" title=${s} aria-label=${s} @click=${()=>{this.answer(e,null),this.renderRoot.querySelector(`#${e}`)?.focus()}}>
${m(Je)}
</button>`}question(e){let{words:t}=this,s=this.answers[e]??null,i=o=>a`<button
aria-pressed=${s===o}
@click=${()=>this.answer(e,s===o?null:o)}
>
${t.text(o?"card_check_in_yes":"card_check_in_no")}
</button>`;return a`<div class="row sign" role="group" aria-labelledby=${e}>
<span id=${e}>${t.text(`card_check_in_${e}`)}</span>
<span class="row">${i(!0)}${i(!1)}</span>
</div>`}answer(e,t){this.answers={...this.answers,[e]:t},this.isEmpty=!1}async save(){let e=rt(this.answers,this.note);this.isEmpty=e===null,!(e===null||!await this.asking.ask("record_check_in",e))&&(this.isSaved=!0,await this.updateComplete,this.attend())}attend(){this.renderRoot.querySelector("h2")?.focus()}close(){this.dispatchEvent(new CustomEvent("close"))}};var st="M23,12H17V10L20.39,6H17V4H23V6L19.62,10H23V12M15,16H9V14L12.39,10H9V8H15V10L11.62,14H15V16M7,20H1V18L4.39,14H1V12H7V14L3.62,18H7V20Z",nt="M5,1C5,3.7 6.56,6.16 9,7.32V22H11V15H13V22H15V7.31C17.44,6.16 19,3.7 19,1H17A5,5 0 0,1 12,6A5,5 0 0,1 7,1M12,1C10.89,1 10,1.89 10,3C10,4.11 10.89,5 12,5C13.11,5 14,4.11 14,3C14,1.89 13.11,1 12,1Z",it="M14,19H18V5H14M6,19H10V5H6V19Z",pe="M8,5.14V19.14L19,12.14L8,5.14Z",ot="M16,18H18V6H16M6,18L14.5,12L6,6V18Z",at="M18,18H6V6H18V18Z",ct="M14.12,10H19V8.2H15.38L13.38,4.87C13.08,4.37 12.54,4.03 11.92,4.03C11.74,4.03 11.58,4.06 11.42,4.11L6,5.8V11H7.8V7.33L9.91,6.67L6,22H7.8L10.67,13.89L13,17V22H14.8V15.59L12.31,11.05L13.04,8.18M14,3.8C15,3.8 15.8,3 15.8,2C15.8,1 15,0.2 14,0.2C13,0.2 12.2,1 12.2,2C12.2,3 13,3.8 14,3.8Z";function lt({session:n,coaching:r,practice:e}){return n?br(n):r.is_coaching?r.is_due?yr(r):e.is_scheduled_today&&e.is_done_today===!1&&r.status!=="on_break"?["start_routine"]:[]:["resume_coaching"]}function br({phase:n,is_paused:r}){return n.startsWith("balance_")?["next_exercise","stop_routine"]:[r?"resume_routine":"pause_routine","next_exercise"]}function yr(n){return n.status==="on_break"?[]:n.status!=="snoozed"&&n.snoozes_left>0?["take_break","snooze_break"]:["take_break"]}function S({steps:n},{exercises:r},e){let t=n[e-1];if(!t)return;let s=r[t.exercise];return{name:s?.name??t.exercise,dose:t.dose,content:s}}function dt(n){return n?.content?.kind==="repetitions"?n.dose:null}var P=class{constructor(r,e){this.host=r;this.write=e;this.tick=()=>{if(clearTimeout(this.timer),document.visibilityState==="hidden"||!this.host.isConnected)return;let r=this.write();r!==null&&(this.timer=setTimeout(this.tick,r*1e3))};r.addController(this)}hostConnected(){document.addEventListener("visibilitychange",this.tick),this.host.requestUpdate()}hostDisconnected(){document.removeEventListener("visibilitychange",this.tick),clearTimeout(this.timer)}hostUpdated(){this.tick()}};var xr={take_break:[ct,"card_now_take"],snooze_break:[st,"card_now_snooze"],resume_coaching:[pe,"card_now_resume"],start_routine:[nt,"card_start"],pause_routine:[it,"card_live_pause"],resume_routine:[pe,"card_live_resume"],next_exercise:[ot,"card_live_next"],stop_routine:[at,"card_live_stop"]},ee=class extends b{constructor(){super();this.asking=new E(this);new P(this,()=>this.write())}static{this.tag="posture-coach-compact"}static{this.styles=[f,u`:host{container-type:inline-size}.row{flex-wrap:nowrap;--pc-ring-size: 44px}posture-coach-ring{flex:none}.words{flex:1;min-inline-size:0}p{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}b{font-weight:500}.quiet,posture-coach-ring{font-size:var(--ha-font-size-s, 12px)}button{flex:none;padding:0}@container (max-width: 200px){posture-coach-ring,button+button{display:none}}`]}render(){let[e,t]=this.told(),s=this.state.coaching.is_due&&!this.state.session;return a`<div class="row">
<posture-coach-ring class=${s?"due":""}><span></span></posture-coach-ring>
<div class="words">
<p><b>${e}</b></p>
<p class="quiet" title=${t}>${t}</p>
</div>
${lt(this.state).map(i=>this.button(i))}
</div>`}told(){let{words:e}=this,{session:t,coaching:s,content:i}=this.state;if(t){let k=e.phase(t.is_paused?"paused":t.phase),w=S(t,i,t.number)?.name;return w?[w,k]:[k,""]}let o=this.clock.now(),{due_at:c,is_due:l,status:p}=s,_=p==="watching"&&c!==null&&!l?e.text("card_now_next",{at:e.when(c,o)}):be(e,s,o);return[e.status(p),_??""]}button(e){let[t,s]=xr[e],i=this.words.duration(this.state.coaching.snooze_for),o=this.words.text(s,{duration:i});return a`<button
class="main"
title=${o}
aria-label=${o}
?disabled=${this.asking.isWaiting(e)}
@click=${()=>this.asking.ask(e)}
>
${m(t)}
</button>`}write(){let e=this.renderRoot.querySelector(W.tag),t=e?.querySelector("span");if(!e||!t)return null;let{words:s}=this,{session:i,clock:o}=this.state,c=this.clock.now();if(!i){let{minutes:p,share:h}=ye(o,c);return e.share=h,t.textContent=s.number(p),null}let l=D(i,c);return e.share=l?l.passed/l.lasts:0,t.textContent=l?s.countdown(l.left):"",l&&!i.is_paused?B(l,!0):null}};function pt({starts_at:n,ends_at:r,spans:e}){let t=r-n;return e.map(({posture:s,began_at:i,ended_at:o})=>({posture:s,from:(i-n)/t,share:(o-i)/t}))}function ut({spans:n}){let r={};for(let{posture:e,began_at:t,ended_at:s}of n)r[e]=(r[e]??0)+s-t;return r}function ht({starts_at:n,ends_at:r}){let e=r-n;return Array.from({length:Math.floor(e/21600)},(t,s)=>{let i=(s+1)*21600;return{at:n+i,from:i/e}}).filter(({from:t})=>t<=1-.1)}var mt=["sitting","standing","away"],te=class extends v{static{this.tag="posture-coach-day-strip"}static{this.properties={strip:{attribute:!1},words:{attribute:!1}}}static{this.styles=[f,u`.track,.hours{position:relative;block-size:36px}.track{border-block-end:1px solid var(--divider-color)}.track i{position:absolute;inset-block-end:0;min-inline-size:1px}.hours{block-size:28px;font-size:12px}.hours span{position:absolute;inline-size:80px;margin-inline-start:-40px;text-align:center}.hours span:before{content:"";display:block;inline-size:1px;block-size:4px;margin-inline:auto;background:currentColor}.sitting{block-size:100%;background:var(--primary-color)}.standing{block-size:60%;background:var(--success-color, #43a047)}.away{block-size:15%;background:var(--secondary-text-color)}.unknown{box-sizing:border-box;block-size:100%;border:1px dashed var(--secondary-text-color)}ul{display:flex;flex-wrap:wrap;gap:0 16px}li{display:flex;align-items:center;gap:6px}.key{display:flex;align-items:end;inline-size:12px;block-size:14px}.key i{flex:1}@media(forced-colors:active){.sitting,.standing,.away{forced-color-adjust:none;background:CanvasText}}`]}render(){let{strip:r,words:e}=this;if(r?.missing)return a`<p>${e.maybe(`card_week_${r.missing}`)}</p>`;if(r?.spans.length===0)return a`<p>${e.text("card_week_no_spans")}</p>`;let t=r?ut(r):{},s=t.unknown?[...mt,"unknown"]:mt,i=r?ht(r):[];return a`<div aria-hidden="true">
<div class="track">
${r&&pt(r).map(({posture:o,from:c,share:l})=>a`<i class=${o} style="${ft(c)};inline-size:${100*l}%"></i>`)}
</div>
<div class="hours quiet">
${i.map(o=>a`<span style=${ft(o.from)}>${e.clock(o.at)}</span>`)}
</div>
</div>
<ul>
${s.map(o=>a`<li>
<span class="key"><i class=${o}></i></span>${this.name(o)}
${r?a`<span class="quiet">${e.duration(t[o]??0)}</span>`:d}
</li>`)}
</ul>
<ol class="hidden">
${r?.spans.map(({posture:o,began_at:c,ended_at:l})=>a`<li>
${e.clock(c)} – ${e.clock(l)} ${this.name(o)}
</li>`)}
</ol>`}name(r){let{words:e}=this;return r==="unknown"?e.text("card_week_unknown"):e.posture(r)}};function ft(n){return`inset-inline-start:${100*n}%`}var _t="M14,19H18V5H14M6,19H10V5H6V19Z",vt="M8,5.14V19.14L19,12.14L8,5.14Z",gt="M12,4C14.1,4 16.1,4.8 17.6,6.3C20.7,9.4 20.7,14.5 17.6,17.6C15.8,19.5 13.3,20.2 10.9,19.9L11.4,17.9C13.1,18.1 14.9,17.5 16.2,16.2C18.5,13.9 18.5,10.1 16.2,7.7C15.1,6.6 13.5,6 12,6V10.6L7,5.6L12,0.6V4M6.3,17.6C3.7,15 3.3,11 5.1,7.9L6.6,9.4C5.5,11.6 5.9,14.4 7.8,16.2C8.3,16.7 8.9,17.1 9.6,17.4L9,19.4C8,19 7.1,18.4 6.3,17.6Z",bt="M16,18H18V6H16M6,18L14.5,12L6,6V18Z",yt="M6,18V6H8V18H6M9.5,12L18,6V18L9.5,12Z",ue="M18,18H6V6H18V18Z",xt="M14,3.23V5.29C16.89,6.15 19,8.83 19,12C19,15.17 16.89,17.84 14,18.7V20.77C18,19.86 21,16.28 21,12C21,7.72 18,4.14 14,3.23M16.5,12C16.5,10.23 15.5,8.71 14,7.97V16C15.5,15.29 16.5,13.76 16.5,12M3,9V15H7L12,20V4L7,9H3Z",kt="M12,4L9.91,6.09L12,8.18M4.27,3L3,4.27L7.73,9H3V15H7L12,20V13.27L16.25,17.53C15.58,18.04 14.83,18.46 14,18.7V20.77C15.38,20.45 16.63,19.82 17.68,18.96L19.73,21L21,19.73L12,10.73M19,12C19,12.94 18.8,13.82 18.46,14.64L19.97,16.15C20.62,14.91 21,13.5 21,12C21,7.72 18,4.14 14,3.23V5.29C16.89,6.15 19,8.83 19,12M16.5,12C16.5,10.23 15.5,8.71 14,7.97V10.18L16.45,12.63C16.5,12.43 16.5,12.21 16.5,12Z";var z=class extends v{constructor(){super();this.isAsking=!1;this.isStopping=!1,this.mayExtend=!1,this.sound="absent"}static{this.tag="posture-coach-live-controls"}static{this.properties={session:{attribute:!1},mayExtend:{attribute:!1},sound:{attribute:!1},words:{attribute:!1},isStopping:{state:!0}}}static{this.styles=[f,u`.stack{gap:8px;justify-items:center}.row{justify-content:center}.led{flex-wrap:nowrap;gap:clamp(2px,2cqi,8px)}.led button{min-block-size:48px;min-inline-size:clamp(40px,12cqi,48px);border-radius:24px}.led .main{padding-inline:clamp(8px,6cqi,24px);white-space:nowrap}.more{gap:0}.more button{padding-inline:8px}`]}render(){return a`<div class="stack">
${this.leading()}${this.isStopping?this.question():this.more()}
</div>`}async press(e){this.isAsking||e==="previous_exercise"&&!this.mayReturn||(this.isAsking=!0,await C(this,e),this.isAsking=!1)}pauseOrResume(){return this.press(this.session.is_paused?"resume_routine":"pause_routine")}get mayReturn(){return this.session.phase!=="balance_before"&&this.session.phase!=="get_ready"}leading(){let{words:e}=this,t=this.session.is_paused;return a`<div class="row led" dir="ltr">
${this.arrow("previous",yt,"ArrowLeft",this.mayReturn)}
<button class="main" aria-keyshortcuts="Space" @click=${this.pauseOrResume}>
${m(t?vt:_t)}
<span dir="auto">${e.text(t?"card_live_resume":"card_live_pause")}</span>
</button>
${this.arrow("next",bt,"ArrowRight",!0)}
</div>`}arrow(e,t,s,i){let o=this.words.text(`card_live_${e}`);return a`<button
class="bare"
title=${o}
aria-label=${o}
aria-keyshortcuts=${s}
?disabled=${!i}
@click=${()=>this.press(`${e}_exercise`)}
>
${m(t)}
</button>`}more(){let{words:e}=this;return a`<div class="row more">
<button
class="bare"
title=${e.text("card_live_extend_help")}
?disabled=${!this.mayExtend}
@click=${()=>this.press("extend_hold")}
>
${e.text("card_live_extend")}
</button>
<button class="bare" @click=${()=>this.press("repeat_instructions")}>
${m(gt)} ${e.text("card_live_repeat")}
</button>
${this.sound==="absent"?d:this.loudspeaker()}
<button id="stop" class="bare" @click=${()=>this.turn(!0)}>
${m(ue)} ${e.text("card_live_stop")}
</button>
</div>`}loudspeaker(){let{sound:e,words:t}=this;return a`<button
class="bare"
aria-pressed=${e==="off"?"false":"true"}
@click=${()=>this.dispatchEvent(new Event(ve,{bubbles:!0,composed:!0}))}
>
${m(e==="on"?xt:kt)}
${t.text(e==="blocked"?"card_live_sound_blocked":"card_live_sound")}
</button>`}question(){let{words:e}=this,t=e.text("card_live_stop_question");return a`<div class="row" role="group" aria-label=${t} @keydown=${this.escape}>
<span>${t}</span>
<button @click=${()=>this.press("stop_routine")}>
${m(ue)} ${e.text("card_live_stop")}
</button>
<button id="stay" class="bare" @click=${()=>this.turn(!1)}>
${e.text("card_live_stay")}
</button>
</div>`}async turn(e){this.isStopping=e,await this.updateComplete,this.renderRoot.querySelector(e?"#stay":"#stop")?.focus()}escape(e){e.key==="Escape"&&this.turn(!1)}};function re(n,r,e){return r==="hold"?n.text("card_move_seconds",{count:n.number(e)}):n.count("card_move_times",e)}var wt=u`:host{container-type:inline-size;--pc-ring-color: var(--secondary-text-color);--pc-ring-size: clamp(96px, 38cqi, 240px);--pc-picture-size: clamp(72px, 32cqi, 200px)}.stack{grid-template-columns:minmax(0,1fr);border-radius:8px}.head{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:2px 8px}.moves{display:flex;flex:1 0 100%;align-items:center;gap:4px;block-size:12px}.moves span{box-sizing:border-box;flex:1;block-size:4px;border-radius:6px;background:var(--divider-color)}.moves .counted{background:var(--primary-color)}.moves .current{block-size:10px;border:2px solid var(--primary-color)}.stage{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-evenly;gap:8px}posture-coach-ring{contain:strict;block-size:var(--pc-ring-size)}.work{--pc-ring-color: var(--primary-color)}.count{font-size:calc(var(--pc-ring-size) * .36);font-variant-numeric:tabular-nums;line-height:1.1}.unit{font-size:clamp(11px,var(--pc-ring-size) * .1,18px);line-height:1.2}.long{font-size:calc(var(--pc-ring-size) * .27)}.poses{display:grid;min-block-size:var(--pc-picture-size);min-inline-size:var(--pc-picture-size)}.poses>*{grid-area:1 / 1}.away{visibility:hidden}.said{display:grid;align-content:start;gap:4px;min-block-size:88px}.said h3{font-size:var(--ha-font-size-l, 16px)}ol{padding-inline-start:20px;list-style:decimal}@media(prefers-reduced-motion:reduce){.moving{grid-auto-flow:column;gap:8px}.moving>*{grid-area:auto;visibility:visible}}@media(forced-colors:active){.moves span{border:1px solid}.moves .counted{background:CanvasText;forced-color-adjust:none}}`;var $t={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},St=n=>(...r)=>({_$litDirective$:n,values:r}),se=class{constructor(r){}get _$AU(){return this._$AM._$AU}_$AT(r,e,t){this._$Ct=r,this._$AM=e,this._$Ci=t}_$AS(r,e){return this.update(r,e)}update(r,e){return this.render(...e)}};var Ct="important",kr=" !"+Ct,Lt=St(class extends se{constructor(n){if(super(n),n.type!==$t.ATTRIBUTE||n.name!=="style"||n.strings?.length>2)throw Error("The `styleMap` directive must be used in the `style` attribute and must be the only part in the attribute.")}render(n){return Object.keys(n).reduce((r,e)=>{let t=n[e];return t==null?r:r+`${e=e.includes("-")?e:e.replace(/(?:^(webkit|moz|ms|o)|)(?=[A-Z])/g,"-$&").toLowerCase()}:${t};`},"")}update(n,[r]){let{style:e}=n.element;if(this.ft===void 0)return this.ft=new Set(Object.keys(r)),this.render(r);for(let t of this.ft)r[t]==null&&(this.ft.delete(t),t.includes("-")?e.removeProperty(t):e[t]=null);for(let t in r){let s=r[t];if(s!=null){this.ft.add(t);let i=typeof s=="string"&&s.endsWith(kr);t.includes("-")||i?e.setProperty(t,i?s.slice(0,-11):s,i?Ct:""):e[t]=s}}return fe}});function R(n,r){if(n===null)return d;let e=`url("${n}")`;return a`<div
class="picture"
role="img"
aria-label=${r}
style=${Lt({mask:e})}
></div>`}var ne=u`.picture{inline-size:var(--pc-picture-size, 96px);aspect-ratio:1;background:currentColor;mask-size:contain!important;forced-color-adjust:none}`;var Et=60,wr=20,$r=["half_way","last_ten"],he={hint:0,isReturning:!1,cue:void 0},ie=class extends b{constructor(){super();this.calm=matchMedia("(prefers-reduced-motion: reduce)");this.scene=he;this.announcement="";this.announced="";this.sound="absent",new P(this,()=>this.write())}static{this.tag="posture-coach-live"}static{this.properties={sound:{attribute:!1}}}static{this.styles=[f,ne,wt]}willUpdate(){let{session:e}=this.state,t=this.scene;this.scene=e?this.sceneAt(e):he,e&&this.announce(e,t)}render(){let{session:e,content:t}=this.state;if(!e)return d;let s=S(e,t,e.number);return a`<div
class="stack"
role="group"
tabindex="0"
aria-label=${t.routines[e.routine]?.name??e.routine}
@keydown=${this.pressed}
>
${this.head(e)}
<div class="stage">
${e.lasts===null?d:this.dial(e,e.lasts)}
${s?.content?this.poses(e,s):d}
</div>
<div class="said">${this.said(e,s)}</div>
<posture-coach-live-controls
.session=${e}
.mayExtend=${e.phase==="work"&&s?.content?.kind==="hold"}
.sound=${this.sound}
.words=${this.words}
></posture-coach-live-controls>
</div>
<p class="hidden" aria-live="polite">${this.announcement}</p>`}head({phase:e,is_paused:t,steps:s,number:i,counted:o}){let{words:c}=this,l=c.number(s.length),p=c.number(o.filter(Boolean).length),h=c.number(Math.min(i,s.length));return a`<div class="head">
<h2>${c.phase(t?"paused":e)}</h2>
<span class="quiet">${c.text("card_live_move",{number:h,count:l})}</span>
<div class="moves" role="img" aria-label=${c.text("card_live_counted",{done:p,count:l})}>
${o.map((_,k)=>{let w=k===i-1?"current":"";return a`<span class="${w} ${_?"counted":""}"></span>`})}
</div>
</div>`}dial(e,t){let{words:s}=this,i=this.repetitions(e),o=t<Et,c=o?s.text("card_live_seconds"):d,l=e.phase==="work"&&!e.is_paused;return a`<posture-coach-ring class=${l?"work":""}>
<div role="timer" aria-live="off">
<div class="count ${o||i!==null?"":"long"}"></div>
<div class="unit quiet">
${i===null?c:s.text("card_live_of",{count:s.number(i)})}
</div>
</div>
</posture-coach-ring>`}poses(e,{name:t,content:s}){let{words:i}=this,o=e.phase==="work"&&!this.scene.isReturning;return a`<div class="poses ${this.repetitions(e)===null?"":"moving"}">
<div class=${o?"away":""}>
${R(s?.start??null,`${t}: ${i.text("card_move_start")}`)}
</div>
<div class=${o?"":"away"}>
${R(s?.end??null,`${t}: ${i.text("card_move_end")}`)}
</div>
</div>`}said(e,t){let{words:s}=this,{phase:i,lasts:o,number:c}=e;if(o===null||!t)return a`<p>${s.text("card_live_waiting")}</p>`;let p=i==="get_ready"||i==="rest"?void 0:S(e,this.state.content,c+1);return a`<div class="head">
<h3>${this.heading(e,t)}</h3>
<span class="quiet">${this.dose(e,t)}</span>
</div>
${this.instructions(t,i==="work",o)}
${p?a`<p class="quiet">${s.text("card_live_up_next",{name:p.name})}</p>`:d}`}dose({phase:e,lasts:t},{content:s,dose:i}){let o=s?.kind??"hold";return re(this.words,o,o==="hold"&&e==="work"?t??i:i)}heading({phase:e},{name:t}){return e==="get_ready"||e==="rest"?this.words.text("card_live_up_next",{name:t}):t}instructions({content:e},t,s){if(!e)return d;if(t)return a`<p>${e.cues[this.scene.hint]}</p>`;let i=s<wr?[]:e.steps;return a`<p>${e.stance}</p>
${i.length?a`<ol>
${i.map(o=>a`<li>${o}</li>`)}
</ol>`:d}`}repetitions(e){return e.phase!=="work"?null:dt(S(e,this.state.content,e.number))}sceneAt(e,t=this.progress(e)){if(!t)return he;let s=S(e,this.state.content,e.number),i=this.repetitions(e);return{hint:$e(t,s?.content?.cues.length??0),isReturning:i!==null&&we(t,i),cue:Se(e,t,$r)}}progress(e){return D(e,this.clock.now())}announce(e,t){let{words:s}=this,{phase:i,is_paused:o,phase_began_at:c}=e,{cue:l}=this.scene,p=`${i} ${c} ${String(o)}`;p!==this.announced?(this.announced=p,this.announcement=o?s.phase("paused"):this.phaseText(e)):l&&l!==t.cue&&(this.announcement=s.text(`card_live_${l}`))}phaseText(e){let{words:t}=this,s=S(e,this.state.content,e.number),o=e.lasts!==null&&s?this.heading(e,s):t.text("card_live_waiting"),c=e.phase==="prepare"?s?.content?.stance:void 0;return[t.phase(e.phase),o,c].filter(Boolean).join(". ")}write(){let{session:e}=this.state,t=e&&this.progress(e),s=this.renderRoot.querySelector(W.tag),i=s?.querySelector(".count");if(!t||!s||!i)return null;s.share=t.passed/t.lasts;let o=this.number(e,t);i.textContent!==o&&(i.textContent=o);let{hint:c,isReturning:l,cue:p}=this.sceneAt(e,t),{scene:h}=this;return(c!==h.hint||l!==h.isReturning||p!==h.cue)&&this.requestUpdate(),e.is_paused?null:B(t,this.calm.matches)}number(e,t){let s=this.repetitions(e);if(s!==null)return this.words.number(ke(t,s));let i=xe(t);return t.lasts<Et?this.words.number(i):this.words.countdown(i)}pressed(e){let t=this.renderRoot.querySelector(z.tag),{key:s,altKey:i,ctrlKey:o,metaKey:c,shiftKey:l,repeat:p}=e;if(!(!t||i||o||c||l||p)){if(s===" "&&e.target===e.currentTarget)t.pauseOrResume();else if(s==="ArrowLeft")t.press("previous_exercise");else if(s==="ArrowRight")t.press("next_exercise");else return;e.preventDefault()}}};var Tt="M12 2C6.5 2 2 6.5 2 12S6.5 22 12 22 22 17.5 22 12 17.5 2 12 2M10 17L5 12L6.41 10.59L10 14.17L17.59 6.58L19 8L10 17Z",At="M8,5.14V19.14L19,12.14L8,5.14Z";var Mt="M12 2C6.5 2 2 6.5 2 12S6.5 22 12 22 22 17.5 22 12 17.5 2 12 2M10 17L5 12L6.41 10.59L10 14.17L17.59 6.58L19 8L10 17Z",Pt="M7.41,8.58L12,13.17L16.59,8.58L18,10L12,16L6,10L7.41,8.58Z",zt="M5,1C5,3.7 6.56,6.16 9,7.32V22H11V15H13V22H15V7.31C17.44,6.16 19,3.7 19,1H17A5,5 0 0,1 12,6A5,5 0 0,1 7,1M12,1C10.89,1 10,1.89 10,3C10,4.11 10.89,5 12,5C13.11,5 14,4.11 14,3C14,1.89 13.11,1 12,1Z";function Rt(n,{exercise:r,dose:e},t,s){if(t===void 0)return a`<div class="move">${r}</div>`;let i=t.start===null?m(zt):R(t.start,""),o=s?a`<span class="tick">${m(Mt)}</span>`:d,c=s?a`<span class="hidden">${n.text("card_move_done")}</span>`:d,l=a`<span class="drawing" aria-hidden="true">${i}${o}</span>
<span class="name">
${t.name}
<span class="quiet">${re(n,t.kind,e)}</span>
${c}
</span>`,p=Sr(n,t).filter(h=>h!==d);return p.length===0?a`<div class="move">${l}</div>`:a`<details>
<summary class="move">${l}<span class="chevron">${m(Pt)}</span></summary>
<div class="more stack">${p}</div>
</details>`}function Sr(n,r){let{cautions:e,cues:t,end:s,mistakes:i,name:o,purpose:c,stance:l,start:p,steps:h}=r,_=r.needs.map($=>n.maybe(`card_move_need_${$}`)??$),k=($,I)=>{if($===null)return d;let H=n.text(I);return a`<figure>
${R($,`${o}: ${H}`)}
<figcaption class="quiet" aria-hidden="true">${H}</figcaption>
</figure>`},w=($,I)=>{if(I.length===0)return d;let H=I.map(Xt=>a`<li>${Xt}</li>`);return a`<section>
<h3>${n.text($)}</h3>
${$==="card_move_steps"?a`<ol>
${H}
</ol>`:a`<ul>
${H}
</ul>`}
</section>`};return[c?a`<p>${c}</p>`:d,_.length>0?a`<p class="quiet">${n.text("card_move_needs",{needs:n.list(_)})}</p>`:d,p!==null||s!==null?a`<div class="pictures">
${k(p,"card_move_start")}${k(s,"card_move_end")}
</div>`:d,l?a`<p>${l}</p>`:d,w("card_move_steps",h),w("card_move_cues",t),w("card_move_mistakes",i),w("card_move_cautions",e)]}var Ot=u`.move{display:flex;align-items:center;gap:10px;min-block-size:56px;border-radius:12px;list-style:none;overflow-wrap:anywhere;hyphens:auto}summary.move{cursor:pointer}summary.move::-webkit-details-marker{display:none}summary.move:hover{background:color-mix(in srgb,currentColor 6%,transparent)}.drawing{position:relative;display:grid;flex:none;place-items:center;inline-size:56px;block-size:56px;border-radius:12px;background:color-mix(in srgb,var(--primary-color) 12%,transparent);--pc-picture-size: 48px}.drawing .icon{inline-size:32px;block-size:32px}.name{flex:1;min-inline-size:0}.name>*{display:block}.tick{position:absolute;inset-block-end:-4px;inset-inline-end:-4px;border-radius:50%;background:var(--card-background-color, Canvas);line-height:0}.drawing .tick .icon{inline-size:22px;block-size:22px;fill:color-mix(in srgb,var(--success-color) 80%,var(--primary-text-color))}.chevron{padding-inline-end:4px;line-height:0}[open]>.move .chevron .icon{rotate:180deg}.more{padding:12px 8px}.pictures{display:grid;grid-template-columns:repeat(2,minmax(0,120px));justify-content:space-evenly;gap:12px;--pc-picture-size: 100%}figure{margin:0;text-align:center}.more :is(ol,ul){padding-inline-start:20px;list-style:disc}.more ol{list-style:decimal}`;var oe=class extends b{constructor(){super();this.asking=new E(this);this.chosen=null,this.isTested=!1,this.isCheckingIn=!1}static{this.tag="posture-coach-routine"}static{this.properties={...b.properties,chosen:{state:!0},isTested:{state:!0},isCheckingIn:{state:!0}}}static{this.styles=[f,ne,Ot,u`.stack{grid-template-columns:minmax(0,1fr);gap:16px}h2{font-size:20px;line-height:1.3}.facts{column-gap:16px;row-gap:0}.over{min-block-size:40px;padding-inline:12px;border-radius:12px;background:color-mix(in srgb,var(--success-color) 16%,transparent);font-weight:500}.over .icon{fill:color-mix(in srgb,var(--success-color) 80%,var(--primary-text-color))}.stack>ul{display:grid;gap:4px}.start{column-gap:16px}.main{flex:1 1 120px}label{display:inline-flex;align-items:center;gap:8px;min-block-size:40px;cursor:pointer}input{inline-size:18px;block-size:18px;margin:0;accent-color:var(--primary-color)}select{field-sizing:content;max-inline-size:100%;min-block-size:40px;margin-inline-start:-4px;border:0;border-radius:12px;background:var(--card-background-color, Canvas);color:inherit;font:inherit;font-size:20px;text-overflow:ellipsis;cursor:pointer}.stack>details>summary{padding-block:10px;cursor:pointer}`]}render(){let{words:e,state:t}=this;return this.isCheckingIn?a`<posture-coach-check-in
.pains=${t.practice.pains}
.words=${e}
@close=${this.leaveCheckIn}
></posture-coach-check-in>`:a`<div class="stack">
${this.heading()}${this.plan()}${this.starting()}
<div class="row">
${this.mayStart&&!this.isDone?this.logButton():d}
<button class="check-in" @click=${()=>this.isCheckingIn=!0}>
${e.text("card_routine_check_in")}
</button>
</div>
<details>
<summary class="quiet">${e.text("card_routine_safety")}</summary>
<p class="quiet">${t.content.safety}</p>
</details>
</div>`}get other(){let{content:e,practice:t}=this.state,{chosen:s}=this;return s!==null&&s!==t.routine&&s in e.routines?s:null}get isDone(){return this.other===null&&this.state.practice.is_done_today===!0}get mayStart(){let{practice:e,session:t}=this.state;return t===null&&(this.other!==null||e.plan.length>0)}heading(){let{words:e}=this,{practice:t}=this.state,{is_scheduled_today:s,routines_this_week:i,streak:o}=t;return a`<div>
${this.name()}
<div class="row facts quiet">
${t.is_done_today?d:a`<span
>${e.text(s?"card_routine_planned":"card_routine_free")}</span
>`}
${o?a`<span>
${e.text("card_routine_streak",{days:e.count("card_days",o)})}
</span>`:d}
${i?a`<span>${e.text("card_routine_week",{count:e.number(i)})}</span>`:d}
</div>
</div>`}name(){let{practice:e,content:t}=this.state,s=e.routine,i=this.other??s,o=p=>t.routines[p]?.name??p,c=[...new Set([s,...Object.keys(t.routines)])];if(c.length===1)return a`<h2>${o(s)}</h2>`;let l=this.words.text("card_routine_choose");return a`<h2 class="hidden">${o(i)}</h2>
<select
aria-label=${l}
@change=${({currentTarget:p})=>this.chosen=p.value}
>
${c.map(p=>a`<option value=${p} .selected=${p===i}>${o(p)}</option>`)}
</select>`}plan(){let{words:e,other:t}=this,{practice:s,content:i}=this.state;return t!==null?a`<p>${i.routines[t]?.description}</p>`:s.plan.length===0?a`<p>${e.text("card_routine_empty")}</p>`:a`${this.isDone?a`<p class="row over">${m(Tt)}${e.text("card_routine_done")}</p>`:d}
<ul>
${s.plan.map(o=>{let c=s.done_today.includes(o.exercise);return a`<li>
${Rt(e,o,i.exercises[o.exercise],c)}
</li>`})}
</ul>`}starting(){let{words:e}=this;return this.state.session?a`<p class="quiet">${e.maybe("reason_in_routine")}</p>`:this.mayStart?a`<div class="row start">
<button
class=${this.isDone?"":"main"}
?disabled=${this.asking.isWaiting("start_routine")}
@click=${this.start}
>
${m(At)}${e.text("card_start")}
</button>
<label>
<input
type="checkbox"
.checked=${this.isTested}
@change=${()=>this.isTested=!this.isTested}
/>${e.text("card_routine_test")}
</label>
</div>`:d}logButton(){return a`<button
?disabled=${this.asking.isWaiting("log_routine")}
@click=${()=>this.asking.ask("log_routine",this.routineField())}
>
${this.words.text("card_routine_log")}
</button>`}routineField(){return this.other===null?{}:{routine:this.other}}async start(){let e=this.isTested?{balance_test:!0}:{};await this.asking.ask("start_routine",{...this.routineField(),...e})&&(this.chosen=null)}async leaveCheckIn(){this.isCheckingIn=!1,await this.updateComplete,this.renderRoot.querySelector(".check-in")?.focus()}};var Ht=u`.mark{--pc-mark: var(--primary-color);flex:none;box-sizing:border-box;inline-size:70%;max-inline-size:28px;border-radius:3px 3px 0 0;background:var(--pc-mark)}.over,.missed{--pc-mark: color-mix(in srgb, var(--warning-color, #ffa600) 65%, var(--primary-text-color))}.missed{border:1px solid var(--pc-mark);background:repeating-linear-gradient(135deg,var(--pc-mark) 0 2px,transparent 2px 5px)}.unknown{block-size:14px;border:1px dashed var(--secondary-text-color);border-block-end:0;background:none}.dot{position:absolute;z-index:1;inset-inline:0;margin-inline:auto;transform:translateY(50%);inline-size:min(8px,100%);aspect-ratio:1;border-radius:50%}i.before{border:2px solid var(--pc-mark);background:var(--card-background-color, #fff)}@media(forced-colors:active){.mark{--pc-mark: CanvasText;forced-color-adjust:none}}`,Dt=u`.head{justify-content:space-between;gap:0 12px;margin-block-end:4px}.figures{display:flex;flex-wrap:wrap;gap:0 12px}.key{display:inline-block;inline-size:10px;block-size:10px;margin-inline-end:4px;border-radius:2px}.before,.after{border-radius:50%}.plot,.days{display:grid;grid-template-columns:repeat(var(--pc-columns),minmax(0,1fr))}.plot{position:relative;block-size:52px;border-block-end:1px solid var(--divider-color)}.plot.sitting{block-size:88px}.plot.routines{block-size:24px}.plot.evenness{block-size:72px}.column{position:relative;display:flex;flex-direction:column-reverse;align-items:center;min-block-size:0;border-radius:4px 4px 0 0;cursor:pointer}.chosen{background:color-mix(in srgb,currentColor 9%,transparent);box-shadow:0 2px var(--primary-text-color)}.column:has(:focus-visible){outline:2px solid var(--primary-color);outline-offset:2px}.time{min-block-size:2px}.dot,.limit,.lines{position:absolute;inset-inline:0;pointer-events:none}.limit{border-block-start:2px dashed var(--secondary-text-color)}.lines{inline-size:100%;block-size:100%;fill:none;stroke:var(--primary-color)}polyline{stroke-width:2;vector-effect:non-scaling-stroke}polyline.before{stroke-dasharray:3}.lines:dir(rtl){transform:scaleX(-1)}.days{padding-block-start:4px;font-size:12px}.days span{overflow:hidden;white-space:nowrap}.days.each{text-align:center}p{margin-block-start:4px;font-size:12px}@media(forced-colors:active){.chosen{outline:2px solid Highlight}}`;var Cr="posture-coach-pick",Lr=7,Er=4,Tr={weekday:"short"},Nt={day:"numeric",month:"short"},Ar={month:"short",year:"2-digit"},Mr={weekday:"long",day:"numeric",month:"long"},ae=class extends v{static{this.tag="posture-coach-trend-chart"}static{this.properties={chart:{attribute:!1},words:{attribute:!1},day:{attribute:!1},note:{attribute:!1},isPicker:{attribute:!1},hasLabels:{attribute:!1}}}static{this.styles=[f,Ht,Dt]}render(){let{chart:r,note:e}=this,t=this.words.text(`card_week_${r.name}`);return a`<section style="--pc-columns:${r.columns.length}">
<div class="row head">
<h3>${t}</h3>
<div class="figures quiet">${r.parts.map(s=>this.figure(s))}</div>
</div>
<div
class="plot ${r.name}"
role=${this.isPicker?"radiogroup":d}
aria-label=${this.isPicker?t:d}
aria-hidden=${this.isPicker?d:"true"}
>
${r.columns.map((s,i)=>this.column(i))} ${this.lines()}
</div>
${this.hasLabels?this.labels():d}
${e?a`<p class="quiet">${e}</p>`:d}
<div class="hidden">
<table>
<caption>
${t}
</caption>
${r.columns.map((s,i)=>this.row(i))}
</table>
</div>
</section>`}figure({name:r,figure:e}){if(e===null)return d;let t=this.chart.parts.length>1;return a`<span
>${t?a`<i class="mark key ${r}"></i>`:d}${this.words.text(`card_week_of_${r}`,{value:this.value(e)})}</span
>`}column(r){let e=this.chart.columns[r]??[],t=e.includes(this.day),s=()=>this.dispatchEvent(new CustomEvent(Cr,{detail:e[e.length-1]??""})),i=[this.dayOf(r),this.valuesOf(r)].filter(Boolean).join(": ");return a`<label
class="column ${t?"chosen":""}"
title=${i}
@click=${this.isPicker?d:s}
>${this.isPicker?a`<input
class="hidden"
type="radio"
name="day"
aria-label=${i}
.checked=${t}
@change=${s}
/>`:d}${this.marks(r)}</label
>`}marks(r){let{form:e,isTime:t,limit:s,parts:i,top:o}=this.chart,c=e==="dots";return i.map(({name:l,values:p})=>{let h=p[r]??null;if(h===null)return c?d:a`<i class="mark unknown"></i>`;if(h===0&&!t&&!c)return d;let _=c?"dot":t?"time":"",k=s!==null&&h>s?"over":"";return a`<i
class="mark ${l} ${_} ${k}"
style="${c?"inset-block-end":"block-size"}:${100*h/o}%"
></i>`})}lines(){let{columns:r,form:e,limit:t,parts:s,top:i}=this.chart;if(t!==null)return a`<i class="limit" style="inset-block-end:${100*t/i}%"></i>`;if(e==="bars")return d;let o=({values:c})=>c.flatMap((l,p)=>l===null?[]:[(p+.5)/r.length,1-l/i]);return a`<svg class="lines" viewBox="0 0 1 1" preserveAspectRatio="none">
${s.map(c=>g`<polyline class=${c.name} points=${o(c).join(" ")} />`)}
</svg>`}labels(){let{columns:r}=this.chart,e=r.length<=Lr,t=e?1:Math.ceil(r.length/Er),s=e?Tr:this.isByWeek?Ar:Nt;return a`<div class="days quiet ${e?"each":""}" aria-hidden="true">
${r.map(([i],o)=>{if(i===void 0||o%t>0)return d;let c=Math.min(o+t,r.length)+1,l=this.words.day(i,s);return a`<span style="grid-column:${o+1}/${c}">${l}</span>`})}
</div>`}row(r){let e=this.valuesOf(r);return e?a`<tr>
<th scope="row">${this.dayOf(r)}</th>
<td>${e}</td>
</tr>`:d}get isByWeek(){return this.chart.columns.some(r=>r.length>1)}dayOf(r){let e=this.chart.columns[r]??[],t=this.isByWeek?[e[0],e[e.length-1]]:e,s=this.isByWeek?Nt:Mr;return t.map(i=>this.words.day(i??"",s)).join(" – ")}valuesOf(r){let{form:e,parts:t}=this.chart,s=t.flatMap(({name:i,values:o})=>{let c=o[r]??null;if(c===null)return[];let l=this.value(c);return t.length>1?this.words.text(`card_week_of_${i}`,{value:l}):l});return s.length>0?this.words.list(s):e==="bars"?this.words.text("card_week_unknown"):""}value(r){return this.chart.isTime?this.words.duration(r):this.words.number(r)}};var Vt="M15.41,16.58L10.83,12L15.41,7.41L14,6L8,12L14,18L15.41,16.58Z",qt="M8.59,16.58L13.17,12L8.59,7.41L10,6L16,12L10,18L8.59,16.58Z";var V=class{constructor(r){this.changed=r;this.isWaiting=!1;this.asked=0}async ask(r){let e=++this.asked;this.isWaiting=!0,this.failure=void 0,this.changed();let t=s=>{e===this.asked&&(Object.assign(this,s,{isWaiting:!1}),this.changed())};await r.then(s=>t({answer:s}),s=>t({failure:Pr(s)}))}};function Pr(n){return n instanceof Object&&"message"in n&&typeof n.message=="string"?n.message:""}var q=[7,30,90,364],zr=3600,It=7,Rr=90,Or=1.25,Wt={form:"bars",isTime:!0,figure:Yt},Bt={form:"bars",isTime:!1,figure:O,least:1},Ft={form:"dots",isTime:!1,figure:Nr},Ut=[{...Wt,name:"sitting",parts:["sitting"],least:zr},{...Wt,name:"longest",parts:["longest"],least:0},{...Bt,name:"breaks",parts:["taken","missed"]},{...Bt,name:"routines",parts:["routines"]},{...Ft,name:"evenness",parts:["before","after"],least:100},{...Ft,name:"pain",parts:["pain"],least:10}];function Zt(n){return Ut.flatMap(r=>{let e=Hr(r,n);return e.parts.some(({figure:s})=>s!==null&&(s>0||r.figure!==O))?[e]:[]})}function Gt(n){return Ut.map(({name:r})=>r).filter(r=>!n.some(e=>e.name===r))}function me({days:n}){return n.length>Rr}function Kt({days:n,limit:r}){let e=n.flatMap(({longest:t})=>t??[]);return{over:e.filter(t=>t>r).length,known:e.length}}function Hr({figure:n,least:r,...e},t){let s=e.name==="longest"?t.limit:null,i=Dr(t),o=n===O?O:Yt,c=e.parts.map(p=>({name:p,values:i.map(h=>o(h.map(_=>jt(_,p)))),figure:n(t.days.map(h=>jt(h,p)))})),l=i.map((p,h)=>O(c.map(({values:_})=>_[h]??null)));return{...e,columns:i.map(p=>p.map(({day:h})=>h)),parts:c,top:e.form==="dots"?r:Math.max(r,(s??0)*Or,...l),limit:s}}function Dr(n){if(!me(n))return n.days.map(e=>[e]);let r=[];for(let e=n.days.length;e>0;e-=It)r.unshift(n.days.slice(Math.max(e-It,0),e));return r}function jt(n,r){switch(r){case"taken":return n.breaks.taken??0;case"missed":return(n.breaks.missed??0)+(n.breaks.snoozed_out??0);case"before":return n.evenness_before;case"after":return n.evenness_after;default:return n[r]}}function O(n){return n.reduce((r,e)=>r+(e??0),0)}function Yt(n){let r=n.filter(e=>e!==null);return r.length>0?O(r)/r.length:null}function Nr(n){return n.findLast(r=>r!==null)??null}var Vr=q[q.length-1],qr={weekday:"long",day:"numeric",month:"long"},ce=class extends b{constructor(){super();this.person="";this.askedTrend="";this.askedDay="";this.range=q[0],this.picked=null}static{this.tag="posture-coach-week"}static{this.properties={loadTrend:{attribute:!1},loadDay:{attribute:!1},range:{state:!0},picked:{state:!0}}}static{this.styles=[f,u`:host{position:relative;container-type:inline-size}.stack{gap:16px;grid-template-columns:minmax(0,1fr)}.ranges{display:grid;grid-template-columns:repeat(4,1fr);gap:8px}.ranges button{padding-inline:4px}.answer{min-block-size:400px;align-content:start}[aria-busy=true]{cursor:progress}.day{min-block-size:148px}.steps{display:flex;align-items:center;justify-content:space-between}h3{text-align:center}.icon:dir(rtl){transform:scaleX(-1)}@container (inline-size < 320px){.ranges{grid-template-columns:repeat(2,1fr)}}@media(forced-colors:active){[aria-pressed=true]{outline:2px solid Highlight}}`]}get day(){let{days:e=[]}=this.trend.answer??{};return e.find(({day:s})=>s===this.picked)?.day??this.state.practice.day}willUpdate(){let{balance:e,coaching:t,person:s,practice:i}=this.state;this.person!==s.config_entry_id&&(this.person=s.config_entry_id,this.picked=null,this.trend=new V(()=>this.requestUpdate()),this.strip=new V(()=>this.requestUpdate()));let o=JSON.stringify([this.person,i.day,i.last_routine_at,i.pains,e.last?.at,t.breaks_taken_today,t.breaks_missed_today]),c=`${o} ${this.range}`;this.askedTrend!==c&&(this.askedTrend=c,this.askTrend());let l=`${o} ${this.day}`;this.askedDay!==l&&(this.askedDay=l,this.askDay())}render(){let{trend:e,words:t}=this;return a`<div class="stack">
<div class="ranges" role="group" aria-label=${t.text("card_week_range")}>
${q.map(s=>this.choice(s))}
</div>
<div class="stack answer" aria-busy=${String(e.isWaiting)}>
${e.failure===void 0?this.answer(e.answer):this.failed(e.failure,this.askTrend)}
</div>
</div>`}choice(e){let{words:t}=this,s=e===this.range;return a`<button
class=${s?"main":""}
aria-pressed=${String(s)}
@click=${()=>this.range=e}
>
${e===Vr?t.text("card_week_year"):t.count("card_days",e)}
</button>`}answer(e){let{words:t}=this;if(!e)return a`<p role="status">${t.text("card_week_loading")}</p>`;let s=Zt(e),[i,...o]=s,c=Gt(s).map(p=>t.text(`card_week_${p}`)),l=[me(e)&&t.text("card_week_weeks"),c.length>0&&t.text("card_week_none",{list:t.list(c)}),!e.is_complete&&t.text("card_week_incomplete"),!e.has_recorder&&t.text("card_week_no_recorder")].filter(Boolean);return a`${i?this.chart(e,i,!0,!0):d}
${e.has_recorder?this.dayStrip(e):d}
${o.map(p=>this.chart(e,p,!1,p===o[o.length-1]))}
${l.map(p=>a`<p class="quiet">${p}</p>`)}`}chart(e,t,s,i){return a`<posture-coach-trend-chart
.chart=${t}
.words=${this.words}
.day=${this.day}
.note=${this.note(e,t)}
.isPicker=${s}
.hasLabels=${i}
@posture-coach-pick=${this.pick}
></posture-coach-trend-chart>`}note(e,{form:t,limit:s,parts:i}){let{words:o}=this,c=t==="bars"&&i.some(({values:l})=>l.includes(null));return[s!==null&&o.text("card_week_limit",{limit:o.duration(s),...Kt(e)}),c&&o.text("card_week_dashed")].filter(Boolean).join(" ")}dayStrip({days:e}){let{day:t,strip:s,words:i}=this,{isWaiting:o,failure:c}=s,l=e.findIndex(h=>h.day===t),p=t===this.state.practice.day?i.text("card_today"):i.day(t,qr);return a`<section class="day" aria-busy=${String(o)}>
<div class="steps">
${this.step("previous",Vt,e[l-1]?.day)}
<h3 aria-live="polite">${p}</h3>
${this.step("next",qt,e[l+1]?.day)}
</div>
${c===void 0?a`<posture-coach-day-strip
.words=${i}
.strip=${s.answer?.day===t?s.answer:void 0}
></posture-coach-day-strip>`:this.failed(c,this.askDay)}
</section>`}step(e,t,s){return a`<button
class="bare"
aria-label=${this.words.text(`card_week_${e}`)}
?disabled=${s===void 0}
@click=${()=>this.picked=s??null}
>
${m(t)}
</button>`}failed(e,t){let{words:s}=this;return a`<div class="row" role="alert">
<p>${s.text("card_week_failed")} <span class="quiet">${e}</span></p>
<button @click=${t}>${s.text("card_week_again")}</button>
</div>`}pick(e){this.picked=e.detail}askTrend(){this.trend.ask(this.loadTrend(this.range))}askDay(){this.strip.ask(this.loadDay(this.day))}};var Qt={card_balance_after:"After",card_balance_before:"Before",card_balance_each:"Each foot on its own",card_balance_evenness:"100 points is as even as it can feel.",card_balance_eyes:"My eyes were closed",card_balance_how:"Shoes off, a wall within reach. Close your eyes, breathe, and feel where your weight is. Then mark it here. “About the same” is a good answer.",card_balance_last:"Last test",card_balance_left:"Left",card_balance_less_one:"{count} point less even",card_balance_less_other:"{count} points less even",card_balance_measure:"Measure for 20 s",card_balance_measured:"Measured",card_balance_measuring:"Measuring. Stand as you usually do.",card_balance_more_one:"{count} point more even",card_balance_more_other:"{count} points more even",card_balance_needs_both:"Left or right, and one more answer",card_balance_needs_more:"One more answer",card_balance_needs_side:"Left or right is still missing",card_balance_new:"New test",card_balance_points_one:"{count} point",card_balance_points_other:"{count} points",card_balance_right:"Right",card_balance_same:"About the same",card_balance_share_even:"Left and right the same",card_balance_share_left:"{share}% left",card_balance_share_right:"{share}% right",card_balance_skip:"Skip the test",card_balance_sway:"Sway {sway}%",card_balance_title:"How do you stand?",card_balance_title_after:"After the moves: how do you stand now?",card_balance_title_before:"Before the moves: how do you stand?",card_balance_toes_left:"Toes of the left foot {share}%",card_balance_toes_right:"Toes of the right foot {share}%",card_balance_unanswered:"Not answered",card_balance_unknown:"Don’t know",card_balance_usual:"{text} (usually {usual}%)",card_cancel:"Cancel",card_check_in_clear:"Clear: {name}",card_check_in_forward_head:"Head held forward",card_check_in_how:"Answer what you like. 0 is no pain, 10 the worst imaginable.",card_check_in_last:"last {pain}",card_check_in_neck_pain:"Neck",card_check_in_no:"No",card_check_in_note:"Note",card_check_in_nothing:"Nothing is answered yet.",card_check_in_rounded_shoulders:"Rounded shoulders",card_check_in_rounded_upper_back:"Rounded upper back",card_check_in_shoulder_pain:"Shoulders",card_check_in_signs:"Do you notice this today?",card_check_in_thanks:"Today’s routine takes it into account.",card_check_in_title:"How do you feel?",card_check_in_unanswered:"Not answered",card_check_in_upper_back_pain:"Upper back",card_check_in_value:"{pain} of 10",card_check_in_yes:"Yes",card_config_compact:"Compact",card_config_compact_help:"Only the most important, also in cells of one or two rows.",card_config_face:"First page",card_config_face_auto:"What matters now",card_config_person:"Person",card_config_person_help:"Leave it empty to show whoever is looking.",card_config_sounds:"Sounds on this device",card_config_sounds_help:"Plays the sounds of a session where the card is open.",card_live_counted:"{done} of {count} moves done",card_live_extend:"+15 s",card_live_extend_help:"Hold for 15 seconds longer",card_live_half_way:"Half-way",card_live_last_ten:"10 seconds left",card_live_move:"Move {number} of {count}",card_live_next:"Next move",card_live_of:"of {count}",card_live_pause:"Pause",card_live_previous:"Previous move",card_live_repeat:"Explain",card_live_resume:"Go on",card_live_seconds:"seconds",card_live_sound:"Sound",card_live_sound_blocked:"Press for sound",card_live_stay:"Keep going",card_live_stop:"Stop",card_live_stop_question:"Stop? What you did is kept.",card_live_up_next:"Next: {name}",card_live_waiting:"It goes on when the balance test is answered.",card_move_cautions:"Take care",card_move_cues:"Keep in mind",card_move_done:"Done",card_move_end:"End",card_move_mistakes:"Better not",card_move_need_floor:"room on the floor",card_move_need_wall:"a wall",card_move_needs:"You need: {needs}",card_move_seconds:"{count} s",card_move_start:"Beginning",card_move_steps:"How to do it",card_move_times_one:"Once",card_move_times_other:"{count} times",card_moves_one:"{count} move",card_moves_other:"{count} moves",card_routine_check_in:"Check-in",card_routine_choose:"Routine",card_routine_done:"Done for today",card_routine_empty:"This routine has no moves. Choose another one, or add moves in the settings.",card_routine_free:"Not planned today",card_routine_log:"I have done it already",card_routine_planned:"Planned today",card_routine_safety:"Before you start",card_routine_streak:"Streak: {days}",card_routine_test:"With balance test",card_routine_week:"{count} this week",card_save:"Save",card_saved:"Saved",card_start:"Start",card_today:"Today",card_week_again:"Try again",card_week_breaks:"Breaks",card_week_dashed:"Dashed: not known.",card_week_evenness:"Balance (0 to 100 points)",card_week_failed:"This could not be loaded.",card_week_incomplete:"Some records could not be read, so something may be missing here.",card_week_limit:"The line at {limit} is your limit. Longer on {over} of {known} days.",card_week_loading:"Loading…",card_week_longest:"Longest at a time",card_week_next:"Day after",card_week_no_recorder:"The history is not recorded, so past days show no sitting time.",card_week_no_spans:"Nothing is known of this day.",card_week_none:"Nothing in these days: {list}.",card_week_of_after:"{value} after",card_week_of_before:"{value} before",card_week_of_longest:"{value} on average",card_week_of_missed:"{value} missed",card_week_of_pain:"last {value}",card_week_of_routines:"{value} done",card_week_of_sitting:"{value} a day",card_week_of_taken:"{value} taken",card_week_pain:"Pain (0 to 10)",card_week_previous:"Day before",card_week_range:"Period",card_week_routines:"Routines",card_week_sensor_disabled:"The sensor “Posture” is switched off. Enable it under the device to see days.",card_week_sitting:"Sitting",card_week_unknown:"Not known",card_week_weeks:"Each column is a week: breaks and routines are added up, the rest is the mean of its days.",card_week_year:"1 year","routine_phase.balance_after":"Balance test after","routine_phase.balance_before":"Balance test before","routine_phase.get_ready":"Get ready","routine_phase.idle":"None","routine_phase.paused":"Paused","routine_phase.prepare":"Into position","routine_phase.rest":"Rest","routine_phase.work":"Exercise"};_e(Qt);var ji=[Q,X,J,ee,te,z,ie,oe,U,ae,ce];export{ji as FACES};
