# ---- The numbers: those of a step are on the stage and in the page's tables, key d ----

show("loss", loss.sum())
for t in range(1, T + 1):
    if mask[t - 1]:
        show(f"loss[{t}]", loss[t])
    show(f"p(target)[{t}]", p[t, targets[t - 1]])
    show(f"h[{t}]", h[t])
    show(f"c[{t}]", c[t])
    show(f"|dh[{t}]|", norm(dh[t]))  # ‖∂L/∂h_t‖
    show(f"|dc[{t}]|", norm(dc[t]))  # ‖∂L/∂c_t‖
for name, gradient in d.items():
    show(f"|d{name}|", norm(gradient))
show("|gradient|", norm(joined(d)))  # of all weights together
