import{r as a}from"./chunk-R6ZKC7YR.js";export{a as ELEMENTS};
