### Every word of the page in English.
###
### A message is used by crate/web/src/strings under its name; tests/locale.rs tells which names are wanted. What stands between
### braces is put in by the page: numbers come as they are written there, counts choose their plural.

## The page as a whole

page-title = Unrolled: see a recurrent network think and learn, step by step
page-description = RNN, LSTM and GRU really run in this page: forward, loss, backpropagation through time, update. Every number on the screen is the number that the network computed.
page-tagline = See a recurrent network think and learn, one step at a time.
page-language = Language
page-language-missing = The words of “{ $name }” could not be loaded.
page-language-missing-because = The words of “{ $name }” could not be loaded ({ $reason }).
page-experiment = Experiment
page-intro-title = Three cells read a word
page-intro = Type a word. RNN, LSTM and GRU read it character by character, each time predicting the next one. Then the loss walks back through the steps: backpropagation through time.
page-task-title = Three cells learn a task
page-task-intro = They race on the same batches from the same seed. Everything that is shown, stage, cell and gradient, is of the example below with the weights of now.
page-promise = Every number here is the one that the network computed, and the same seed gives the same bits on every machine.
page-broken-link = This link cannot be read, so the page opened as usual. { $error }
page-dismiss = Dismiss
page-skip = Skip to the stage and Play

## Links that cannot be read

link-version = link: expected version { $wanted }, found { $found }
link-unknown-name = link: expected a known name, found { $found }
link-value = link: { $name }: expected { $wanted }, found { $found }
link-setting = link: { $reason }
link-or = {" "}or{" "}
link-number-to = a number from 1 to { $last }
link-whole-number = a number ({ $reason ->
        [empty] cannot parse integer from empty string
        [large] number too large to fit in target type
        [small] number too small to fit in target type
        [zero] number would be zero for non-zero type
       *[digit] invalid digit found in string
    })
link-decimal = a number (invalid float literal)
link-entry = a number of these cells, such as { $example }
link-fingerprint = the fingerprint of data, such as { $example }
link-bits = the fingerprint of weights, such as { $example }
link-locked = { $group }: kept as they are by the link that was opened
link-homework = homework: { $problem }
link-packed = It is damaged or incomplete: please ask for it again. ({ $reason ->
        [base64] invalid base64
        [deflate] invalid deflate
        [large] more than { $most } bytes
        [text] invalid UTF-8
       *[twice] packed twice
    })
link-one-way-of-input = i or coupled, not both
link-text-short = text: expected at least { $least } characters, found { $found }
link-text-long = text: expected at most { $most } characters, found { $found }
link-not-loaded = { $file }: not loaded yet
link-data-line = { $file }, line { $line }: expected { $expected }, found { $found }
link-own-missing = own data: expected those that were given to this page before, found none; they never leave their machine
link-own = own data: { $problems }
link-not-trained = trained weights: expected a task that comes with the page or the word { $word }, found another
link-unfit = { $file }: expected { $wanted }, found { $found }
link-prompt-unknown = prompt: expected characters that the network reads, found { $character } at { $place }
link-prompt-long = prompt: expected at most { $most } characters, found { $found }
link-nothing-written = sample: expected a network that reads what it said, found another one
link-no-task = task: expected one with data, found a text
link-out-of-range = { $setting }: expected a number from { $smallest } to { $largest }, found { $found }

## Settings and the masthead

theme-label = Colours: { $now }
theme-system = as the system
theme-light = light
theme-dark = dark
sidebar-word-name = Word
sidebar-word-help = 2 to 200 characters, any script.
sidebar-settings = Settings
sidebar-size = Size and seed
sidebar-units-name = Units H
sidebar-seed-name = Seed
sidebar-seed-help = Decides every first weight. The same seed, the same numbers.
sidebar-new-seed = New
sidebar-all-defaults = All settings as at first
sidebar-start = First weights
sidebar-start-from = Start from
sidebar-start-name-seed = the seed
sidebar-start-name-trained = trained weights
sidebar-start-help-seed = Trained weights: small nets that have learned this before, to look into at once.
sidebar-start-help-trained = Learned before, with these units. Updates go on from there. Other units, or another RNN or GRU, start from the seed again.
sidebar-missing-weights = { $file } could not be loaded{ $reason }. The figure still shows the weights before.
sidebar-initializer-name-pytorch-uniform = PyTorch uniform
sidebar-initializer-name-gaussian = Gaussian
sidebar-initializer-name-orthogonal = Orthogonal
sidebar-initializer-name-identity = Identity
sidebar-initializer-name-spectral-radius = Spectral radius
sidebar-initializer-help-pytorch-uniform = Uniform within ±1/√H, as torch.nn draws it.
sidebar-initializer-help-gaussian = Normal with deviation gain/√H; its spectral radius is near the gain.
sidebar-initializer-help-orthogonal = A random rotation times the gain: it keeps lengths if the gain is 1.
sidebar-initializer-help-identity = Each unit starts by copying itself.
sidebar-initializer-help-spectral-radius = Normal, rescaled so that the largest |eigenvalue| is exactly ρ.
sidebar-gain = Gain
sidebar-radius = Radius ρ
sidebar-bias = Forgetting
sidebar-bias-name-constant = one forget bias
sidebar-bias-name-chrono = chrono
sidebar-longest-name = Longest
sidebar-longest-help = Chrono: every unit of the LSTM and the GRU starts with its own pace of forgetting, b = ln U(1, longest − 1), so that it keeps something for 1 to this many steps (Tallec & Ollivier 2018).
sidebar-forget-bias-name = Forget bias
sidebar-forget-bias-help = b_f of the LSTM. Above 0 the forget gate starts open: the cell state lasts longer, and so does its gradient.
sidebar-cells = Variants
sidebar-gates-name = Gates fixed open
sidebar-gates-help = What does a gate do? A fixed one is 1 (or 1 − f) whatever goes into it, so its weights learn nothing.
sidebar-gate-forget-open = f = 1: the LSTM's forget gate fixed open
sidebar-gate-input-open = i = 1: the LSTM's input gate fixed open
sidebar-gate-output-open = o = 1: the LSTM's output gate fixed open
sidebar-gate-reset-open = r = 1: the GRU's reset gate fixed open
sidebar-gate-coupled = i = 1 − f: the LSTM's input gate coupled to its forget gate
sidebar-learning = Learning
sidebar-optimizer = Optimizer
sidebar-optimizer-name-momentum = Momentum
sidebar-learning-rate = Rate η
sidebar-clipping = Clipping
sidebar-clipping-name-off = Off
sidebar-clipping-name-value = By value
sidebar-clipping-name-global-norm = By global norm
sidebar-clipping-help-off = The update uses the gradient as it is.
sidebar-clipping-help-value = Each number of the gradient is cut to ±limit: its direction changes.
sidebar-clipping-help-global-norm = A gradient longer than the limit is shortened to it: its direction stays.
sidebar-clip-limit = Limit
sidebar-counts = Cell parameters
sidebar-counts-help = With the same units the cells differ in size: RNN : GRU : LSTM is always 1 : 3 : 4.
sidebar-slider = { $name }, slider
sidebar-text-none = Nothing to read yet: type at least 2 characters.
sidebar-text-one = 1 character has no next one to predict: type at least 2.
sidebar-text-too-short = { $found } characters: type at least 2.
sidebar-text-too-long = { $found } characters are too many: at most 200.
sidebar-not-loaded = { $file } is not loaded yet.
sidebar-data-line = { $file }, line { $line }: “{ $found }” was found, { $expected } was wanted.
sidebar-data-gone = The data are not here any more.
sidebar-not-trained = Trained weights are there for the tasks that come with the page and for the word “{ $word }”.
sidebar-unfit = { $file }: { $wanted } are wanted, { $found } were found.
sidebar-nothing-written = Nothing is written with this task.
sidebar-no-task = A text is not raced for.
sidebar-out-of-range = { $found } is outside of { $range }.
sidebar-no-number = Nothing typed: a number from { $range }.
sidebar-not-a-number = “{ $found }” is no number: one from { $range }.
sidebar-not-whole = { $found } is no whole number: one from { $range }.
sidebar-still-shows = The figure still shows { $value }.
sidebar-range = { $smallest } to { $largest }

## Tasks

task-choice = Task
task-text = A word of your own
task-text-group = Predict the next character
task-group-one-to-one = One to one
task-group-one-to-many = One to many
task-group-many-to-one = Many to one
task-group-many-to-many-delayed = Many to many, delayed
task-group-many-to-many-in-step = Many to many, in step
task-memory = Memory
task-character = Character model
task-label-low = low
task-label-high = high
task-label-neg = neg
task-label-pos = pos
task-name-blood-pressure = Body → blood pressure
task-name-caption-en = Picture → English name
task-name-caption-ko = Picture → Korean name
task-name-sentiment-en = English sentence → feeling
task-name-sentiment-ko = Korean sentence → feeling
task-name-translation = English → Korean
task-name-dates = Date → Korean date
task-name-pos-en = English parts of speech
task-name-pos-ko = Korean parts of speech
task-name-moving-digit = Video → direction
task-name-sonnet = Shakespeare’s sonnet 18
task-name-poem-syllables = Korean poems, syllables
task-name-poem-jamo = Korean poems, letters
task-name-first-symbol = Remember the first symbol
task-name-temporal-order = Temporal order
task-name-adding = Adding
task-name-copying = Copying
task-name-parity = Parity
task-about-blood-pressure = Age, sex, height, weight and waist of a person are read in one step; the answer is high or low blood pressure. There is no second step, so the recurrent edge is drawn and never used.
task-about-caption-en = The first step reads a picture of 8×8 pixels. Then the network spells the name of the digit, letter by letter, and reads each letter again at the next step.
task-about-sentiment-en = The words of a sentence, in Korean its morphemes, are read one by one; only the last step has a loss: is it a good opinion or a bad one?
task-about-translation = An English sentence is read to its end. Only then the Korean one begins: subject, object, verb, with particles that depend on the noun before them. Some combinations are held out for the test.
task-about-dates = A date as people write it in English is read to its end, then written in Korean.
task-about-pos-en = Each word gets its part of speech as soon as it is read. The same word can be a noun here and a verb there. ADP is a preposition, AUX an auxiliary verb, CCONJ and SCONJ are conjunctions, PART a particle. In Korean the inputs are morphemes, and END is an ending.
task-about-moving-digit = A digit moves over a picture that is joined at its edges. At each frame the answer is its direction, which no single frame can tell.
task-about-sonnet = Each character predicts the next one. The text is short, so the network learns it by heart.
task-about-first-symbol = The first of all symbols is asked for at the end; what comes between is noise.
task-about-temporal-order = Somewhere early and somewhere in the middle stands an X or a Y among noise. At the end: which two, in which order? (Hochreiter & Schmidhuber 1997, experiment 6a)
task-about-adding = Two of the numbers are marked. The answer at the end is their sum. (Hochreiter & Schmidhuber 1997, experiment 4)
task-about-copying = Ten symbols are read, then nothing for a long time, then they are to be repeated. (Arjovsky, Shah & Bengio 2016)
task-about-parity = Is the number of ones odd? One forgotten bit makes the answer a guess.
task-about-own-text = Each character predicts the next one. A text of less than 5,000 characters is learned by heart; of a longer one the last tenth is for testing.
task-about-own-table = The words of a row are read one by one, in lower case; the last step answers with the label. Every fifth row of a label is for testing; a word that training does not have is read as (?).
task-credit-blood-pressure = Data: National Health and Nutrition Examination Survey 2017–2018, CDC/NCHS (public domain).
task-credit-digits = Data: E. Alpaydin & C. Kaynak (1998), Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, through scikit-learn (CC BY 4.0).
task-credit-sentiment-en = Data: Hutto & Gilbert (2014), VADER, ICWSM-14 (MIT).
task-credit-poems = Poems by 윤동주 and 김소월 (public domain).
task-credit-sonnet = William Shakespeare, 1609 (public domain).
task-credit-sentiment-ko = Sentences written for this page.
task-loading = Loading the data…
task-missing = { $file } could not be loaded. The figure still shows the task before.
task-missing-because = { $file } could not be loaded ({ $reason }). The figure still shows the task before.
task-again = Try again
task-example = Example
task-example-of =
    { $set ->
        [test] { $number } of { $count } held out
       *[training] { $number } of { $count } for training
    }
task-previous = Previous example
task-next = Next example
task-random = Any
task-length = Length
task-sizing = Same number of
task-same-units = units
task-same-parameters = parameters
task-same-nothing = nothing
task-own-rnn = RNN units
task-own-lstm = LSTM units
task-own-gru = GRU units
task-parameters-name = Parameters at most
task-parameters-help = Each cell gets as many units as fit.
task-batch = Batch size
task-decay-name = Decay
task-decay-help = After n updates the rate is η · e^(−decay · n).
task-dropout-name = Inputs left out
task-dropout-help = The share of the inputs that training does not see.
task-window-name = Truncate after
task-window-help = Steps that the gradient goes back in training; 0: all.
task-forcing-name = In training it reads
task-forcing-help = Where an answer is read at the next step.
task-encoder-name = Encoder and decoder
task-encoder-help = The encoder reads the sentence to its end; the decoder starts from the encoder's last state and answers. They can be one cell, or two with weights of their own.
task-encoder-own = own weights each
task-encoder-shared = shared weights
task-forcing-on = the right answer
task-forcing-off = its own answer

## Data of the reader’s own

own-group = Your own
own-name-text = A text of your own (long)
own-name-table = A table of your own (label, text)
own-field-text = Your text
own-field-table = Your table
own-help-text = Paste a text, drop a file here or choose one: plain text in UTF-8, at most 1 MB.
own-help-table = Paste lines of a label, a tab and a text, drop a file here or choose one: UTF-8, at most 1 MB, 2 to 20 labels, at least 10 rows.
own-promise = It is read on this machine and never leaves it; only a link that you pass on brings it along, where it is short enough.
own-apply = Learn this
own-file = Choose a file…
own-tab = Insert a tab
own-tab-hint = Puts a tab where the cursor is: the key itself moves on to the next control.
own-back = Bring back what was here before
own-problems =
    { $count ->
        [one] This does not fit yet. The figure still shows what it showed before.
       *[other] { $count } things do not fit yet. The figure still shows what it showed before.
    }
own-problem = Line { $line }: { $reason }
own-others = And { $count } more.
own-show-line = Select this line
own-unread = The file could not be read.
own-unread-because = The file could not be read ({ $reason }).
own-waiting = Nothing is learned from this yet; the figure still shows what it showed before.
own-counts-text-letters = {" "}(Hangul read as letters)
own-counts-text = { $characters } characters{ $letters }, { $different } different ones.
own-counts-table = { $rows } rows, { $for_testing } of them for testing; { $labels } labels; { $words } words, { $known } different ones known.
own-reason-too-large = { $found } bytes are too many: at most 1,000,000.
own-reason-not-utf8 = byte { $byte } (0x{ $found }) is not UTF-8: save the file as UTF-8.
own-reason-no-tab = no tab was found in { $text }; a label, a tab and a text are wanted.
own-reason-tabs = { $tabs } tabs were found in { $text }; one is wanted, behind the label.
own-reason-no-label = a label is wanted before the tab in { $text }.
own-reason-no-words = words are wanted behind the tab in { $text }.
own-reason-too-many-words = { $found } words are too many: at most { $most }.
own-reason-no-rows = There are no rows yet.
own-reason-too-few-labels = { $found } different label was found; at least { $fewest } are wanted, to be told apart.
own-reason-too-many-labels = one label too many. { $found } different ones were found, at most { $most } are wanted; the label comes first, then the text.
own-reason-too-few-rows = { $found } rows are too few for { $labels } labels: at least { $wanted }.
own-reason-too-few-characters = { $found } characters are too few for windows of this length: at least { $wanted }.
own-reason-too-many-kinds = one kind of character too many. { $found } different ones were found, at most { $most } are wanted.

## Toolbar, stage, transport, data table, keys

stage-toolbar = What is shown
stage-cells = Cells
stage-text = reads
stage-steps = steps
stage-units = units
stage-fold = Draw the recurrence
stage-unrolled = unrolled
stage-rolled = rolled
stage-measured-at = Loss is measured at
stage-every-step = every step
stage-last-step = last step
stage-loss-label = loss
stage-updates = update { $updates }
stage-stage = Stage: the network over time
stage-stage-keys = Arrow keys move through steps and units, page keys from cell to cell, Enter puts the moment on the step.
stage-input = input x
stage-output = p(next)
stage-link = Link
stage-link-hint = Copies a link that opens the page exactly as it is now
stage-link-copied = Copied
stage-link-kept = See address bar
stage-output-of = y { $output }, wanted { $wanted }
stage-numbers-read = { $count } numbers
stage-picture = a picture
stage-nothing-read = nothing
stage-hint = Point at anything, or tap it, to read its value.
stage-hint-keys = Press d for all numbers, c for code, ? for the keys.
stage-shared-weights = Shared weights
stage-weight-input-to-state = from the input to the state
stage-weight-state-to-state = from the state to the next state
stage-weight-state-to-output = from the state to the output
stage-weight-input-to-encoder = from the input to the encoder's state
stage-weight-encoder-to-encoder = from the encoder's state to its next state
stage-weight-encoder-steps = every step of the encoder
stage-weight-decoder-steps = every step of the decoder
stage-weight-all-steps = every step
stage-weight-note = W_{ $index }, { $path }: one set of weights, used at { $steps }
stage-value-scale-note = Values: blue below zero, white at zero, orange above. h from −1 to 1, c from −2 to 2; beyond that the colour stays and the read-out tells the value.
stage-gradient-scale-note = Gradients: thickness and colour of an arrow are the norm of ∂L/∂h on one absolute log scale, from 10⁻⁶ to 10².
stage-read-step-some = x{ $index } = “{ $read }”, the right answer is “{ $wanted }”
stage-read-step-none = x{ $index } = “{ $read }”, no answer is asked for
stage-read-input = x{ $index } = “{ $character }”, the next character is “{ $next }”
stage-read-not-yet = { $cell } { $symbol }: not computed yet at this moment
stage-read-unit = { $cell } { $symbol } unit { $unit } = { $value }{ $gradient }
stage-read-is-target = {" "}(the target)
stage-read-loss = , loss −ln p = { $loss }
stage-says = likeliest
stage-read-own = ; the step's own loss alone sends ‖∂L{ $index }/∂h{ $index }‖ = { $own }
stage-forward = forward
stage-backward = backward
stage-loss = Loss
stage-update = Update
stage-forward-at = Forward t = { $step }
stage-backward-at = Backward t = { $step }
stage-weight-gradient = Gradient of the weights
stage-weight-gradient-formula = ∂L/∂W = Σₜ, of this example alone
stage-update-formula = W ← W + step, made as you go on
stage-transport = Transport
stage-scrubber = Moment
stage-first = First moment
stage-back = Step back
stage-play = Play
stage-pause = Pause
stage-next = Step
stage-last = Last moment
stage-granularity = A step is
stage-operation = op
stage-step = step
stage-pass = pass
stage-speed = Speed
stage-sound = Gradient as sound, on the way back; forward moments are silent
stage-sound-help = On the way back each cell sounds ‖∂L/∂hₜ‖, in the order of the lanes and from left to right; on the way forward there is no gradient yet, and no sound. The tones reach from 220 Hz for 10⁻⁵ to 3520 Hz for 10, two octaves for a thousand times as much; below and above, the pitch stays. A click is an exact zero, a buzz is ∞ or NaN.
stage-show-data = Data
stage-data-title = The numbers behind “{ $text }”
stage-data-note = All of this iteration; the stage stands at: { $moment }.
stage-close = Close
stage-column-input = input
stage-column-target = target
stage-column-loss = loss
stage-column-unit = unit
stage-units-title = Units at step { $step }
stage-weights-title = Weights of the { $cell }: { $count } numbers
stage-too-many-weights = Too many to list; point at them in the panel below the stage, which tells each to its last digit.
stage-sum = sum
stage-show-keys = Keys
stage-keys-title = Keyboard
stage-key-step = one step back or on
stage-key-pass = one pass back or on
stage-key-space = Space
stage-key-play = play or pause
stage-key-stop = run to the next stop
stage-key-first = first moment, update
stage-key-update = the same moment one update later
stage-key-operation = a step is one operation of the cell, or a whole step
stage-key-fold = rolled or unrolled
stage-key-panel = next panel, the one before
stage-key-sound = the gradient as sound, on or off
stage-key-data = all numbers as a table
stage-key-code = the same net as Python code
stage-key-keys = this list
stage-key-tab = Tab, then arrows
stage-key-wiring = inside of the wiring: from quantity to quantity and from unit to unit, Enter asks where a number comes from
stage-key-stage = inside of the stage: move through steps and units, Enter goes to the step

## What playing stops at

stops-open = Stop at…
stops-open-with = Stop at… ({ $count } chosen)
stops-note = Playing pauses at the first moment at which something chosen here comes true, in any of the cells shown.
stops-step = Step t =
stops-step-number = Step t to stop at
stops-way = In which pass
stops-way-name-both = both passes
stops-way-name-forward = forward
stops-way-name-backward = backward
stops-no-such-step = This text has { $steps } steps, so it is never met.
stops-below = ‖∂L/∂hₜ‖ below
stops-below-number = The norm of ∂L/∂h is below
stops-above = ‖∂L/∂hₜ‖ above
stops-above-number = The norm of ∂L/∂h is above
stops-saturated = First saturated unit
stops-saturated-note = A gate (σ) below 0.1 or above 0.9, the limits of Karpathy, Johnson and Fei-Fei (2015). The RNN has no gates: there it is a tanh unit with |h| above 0.9. A ReLU does not saturate.
stops-still = It is still { $value }.
stops-run = Run to the next stop
stops-none-chosen = nothing chosen to stop at
stops-none-ahead = no stop in the rest of this iteration
stops-stopped = stopped: { $reason }
stops-stopped-more = stopped: { $reason } (and { $more } more)
stops-reason-step = step t = { $t }
stops-reason-norm = ‖∂L/∂h{ $t }‖ of the { $cell } is { $how }
stops-reason-no-number = ‖∂L/∂h{ $t }‖ of the { $cell } is no number any more
stops-reason-unit = { $symbol }{ $t } of the { $cell }, unit { $unit }, is { $how }
stops-below-limit = { $value }, below { $limit }
stops-above-limit = { $value }, above { $limit }

## Gradient check

check-title = Gradient check
check-nothing = no loss, no gradient
check-waiting = gradient check waits
check-checking = checking…
check-badge-some = {" "}({ $compared } of { $cells } cells)
check-badge-agrees = gradient check { $error }{ $some }
check-badge-differs = gradient wrong by { $error }
check-badge-untold = gradient cannot be told
check-badge-not-finite = gradient not checked
check-compared = Backpropagation says how L changes with each weight w. The loss alone says it too: change w by ±ε, read the text again, and (L(w{"\u00A0"}+{"\u00A0"}ε) − L(w{"\u00A0"}−{"\u00A0"}ε)){"\u00A0"}/{"\u00A0"}2ε must be ∂L/∂w. It is worked out whenever nothing has changed for a moment.
check-alarm = Something is wrong: the two differ by { $error }, and rounding explains no more than { $tolerance }. Do not trust the gradients of this pass. This is a mistake of the program, not of your network: please report it with the link of this page.
check-verdict-agrees = ✓ agrees
check-verdict-differs = ✕ differs
check-verdict-untold = – not told: differences of L are too coarse for every weight that was looked at
check-verdict-not-finite = – not checked: the pass left the finite numbers
check-error = largest relative error
check-weight = at the weight
check-analytic = ∂L/∂w, backpropagation
check-numeric = ∂L/∂w, from L alone
check-epsilon = smallest ε
check-entries = weights compared
check-entries-rest = ; { $untold } too small for differences, or at a kink
check-entries-drawn = { $told }, drawn from all { $entries }{ $rest }
check-entries-all = all { $told }
check-entries-told = { $told } of { $entries }{ $rest }
check-directions = random directions
check-directions-none = none that differences can tell
check-directions-of = { $count }, all weights at once; largest error { $largest }
check-measure = The differences are taken for smaller and smaller ε and extrapolated to ε → 0; the smallest one is written above. The error of a, from backpropagation, is |a − n| / max(|a|, |n|, 10⁷ u), where u is what rounding and curvature leave n unsure of: L has 16 digits, so of a very small gradient its differences know only a few.

## The net as code

code-show = Code
code-title = The same net in Python
code-note = A complete script with these very weights and what the stage reads: it runs forward and back and, where the figure shows an update, works it out, too. It prints the numbers that the page shows; only the last digits may differ, as every library adds in an order of its own.
code-shortened = Of so many weights only the first rows stand here; Copy and Download take all of them.
code-library = Library
code-cell = Cell
code-script = Script { $name }
code-copy = Copy
code-copied = Copied
code-selected = The browser keeps its clipboard closed. All of it is selected now: copy it by hand.
code-refused = The browser keeps its clipboard closed. Download the file instead.
code-download = Download { $name }

## Training on data

race-exploded-good =
    { $good ->
        [0] the first one
        [one] after 1 good one
       *[other] after { $good } good ones
    }
race-title = Training
race-subtitle = All cells make the same updates, each from { $batch } sequences. Loss and accuracy are those of the test set.
race-play = Train
race-pause = Pause
race-one = One update
race-until = Train until
race-who = Who has to reach the accuracy
race-all-cells = all cells
race-any-cell = any cell
race-reach = reach
race-goal = Test accuracy in per cent to train until
race-reset = Start again
race-progress =
    { $updates ->
        [one] 1 update, { $examples } examples
       *[other] { $updates } updates, { $examples } examples
    }
race-computing = Working out the weights after { $to } updates…
race-loss = Loss per answer
race-accuracy-whole = Right answers (whole sequences)
race-accuracy-within = Right answers (off by less than { $most })
race-accuracy-classes = Right answers
race-canvas-loss = Chart: the test loss of each cell over the updates
race-canvas-accuracy = Chart: the share of right answers of each cell over the updates
race-summary-loss-one = { $name }: { $last } { $after }.
race-summary-loss = { $name }: from { $first } to { $last } { $after }{ $best }.
race-summary-lowest = , lowest { $best } { $after }
race-summary-accuracy = { $name }: { $last } { $after }{ $best }.
race-summary-highest = , at best { $best } { $after }
race-summary-first = { $accuracy } right: first the { $name }, { $after }{ $then }{ $missing }.
race-summary-then = , then the { $name }, { $after }
race-summary-missing = ; not yet: { $names }
race-summary-nobody = No cell has had { $accuracy } right yet.
race-summary-norms = { $name }: ‖∂L/∂W‖ was { $largest } at most, in update { $at }, and { $last } in the last; none was clipped.
race-summary-norms-clipped = { $name }: ‖∂L/∂W‖ was { $largest } at most, in update { $at }; { $clipped } of { $updates } updates were clipped, the last: { $last }.
race-summary-explodes = { $name }: update { $updates } explodes and is not made.
race-floor = remembers nothing: { $loss }
race-history = Weights
race-history-newest = { $shown }, the newest
race-history-first = { $after }; the newest are { $newest }
race-history-after = { $shown }; the newest after { $newest }
race-history-hint = Click or drag to see stage, cell and gradient at any time of the training.
race-newest = Newest
race-gate-means = How far the gates are open
race-gate-means-hint = The mean of each gate over its units and the steps on the stage, with the weights that are shown
race-table-at-judged = ; loss and right answers were last judged { $judged }
race-table-at-speed = {" "}Only the speed is that of the newest.
race-table-at = These numbers are those { $updates }{ $judged }.{ $speed }
race-column-cell = Cell
race-column-units = units
race-column-parameters = parameters, readout included
race-column-multiply-adds = multiply-adds a step
race-column-bytes = bytes a step
race-column-speed = updates a second
race-costs = Bytes a step: what training keeps of a step for the way back, the f32 values and gradients of the cell: { $rnn } bytes a unit in the RNN, { $gru } in the GRU, { $lstm } in the LSTM. Multiply-adds are those with the cell’s weights, without the readout’s.
race-column-loss = loss: test, training
race-column-right-whole = whole sequences right: test, training
race-column-right = right: test, training
race-incident-replaced = The worker of the { $kind } was lost{ $reason }. Another one went on from update { $updates }.
race-incident-no-worker = Training runs beside the page, but no worker can be had{ $reason }. The page does it by itself, more slowly.
race-exploded-at = at step { $t }
race-exploded-sum = summed over the steps
race-exploded-back = on the way back, at step { $t }
race-exploded-change = when it was changed
race-exploded = { $cell }: in update { $updates }, { $good }, a number overflowed: { $quantity } { $place }.{ $chain }{ $before } All cells stay at the weights { $after }.
race-clip = Clip the norm to 1
race-slower = A tenth of the learning rate
race-answers = What they answer to this example
race-wanted = right
race-right-of = { $right } of { $all }
race-right-not-whole = { $right } of { $all }: not the whole, counts as wrong
race-right-whole = { $right } of { $all }: counts as right
race-given-up =
    { $updates ->
        [one] 1 update was given up.
       *[other] { $updates } updates were given up.
    }
race-take-back = Undo
race-take-back-hint = Back to the settings and the weights of before
race-after =
    { $updates ->
        [0] at the start
        [one] after 1 update
       *[other] after { $updates } updates
    }
race-from-the-start = { $cell } ✓ from the start
race-there-at = { $cell } ✓ at { $updates }
race-done = done
race-not-there = not there yet
race-waiting-first = waiting for the first
race-waiting-for = waiting for { $names }
race-list-more = the { $name },{" "}
race-list-last = { $others }the { $before } and the { $last }
race-list-one = the { $name }
race-hidden-state = the hidden state h
race-cell-state = the cell state c
race-candidate = the candidate { $symbol }
race-output = the output y
race-logits = the output, its logits,
race-probabilities = the probabilities of the answers
race-loss-name = the loss L
race-gate = the gate { $gate }
race-chain = {" "}‖{ $symbol }‖ went from { $from } at t = { $first } to { $to } at t = { $last }.
race-before = {" "}‖∂L/∂W‖ of the updates before: { $last }.

## Which examples are wrong

mistakes-title = Which examples each cell gets wrong
mistakes-open = Wrong ones
mistakes-asking-first = The examples are being answered…
mistakes-asking = The examples are being answered: { $done } of { $all }…
mistakes-later = They are answered anew when training rests.
mistakes-now = Answered with the weights { $after }.
mistakes-old = Answered with the weights { $then }, not with those of now, { $now }.
mistakes-sets = Examples
mistakes-test = { $asked } held out (test)
mistakes-test-first = the first { $asked } of { $all } held out (test)
mistakes-training = { $asked } for training
mistakes-training-first = the first { $asked } of { $all } for training
mistakes-whose = Wrong by
mistakes-any-cell = any cell
mistakes-only-wrong = only wrong ones
mistakes-wrong = { $name }: { $wrong } of { $all } wrong, { $right } right
mistakes-wrong-answers = { $name }: { $wrong } of { $all } answers wrong, { $right } right; something is wrong in { $bad } of { $examples } examples
mistakes-wrong-somewhere = { $wrong } of { $all } wrong by some cell
mistakes-number = No.
mistakes-read = example
mistakes-wanted = right
mistakes-is-right = right
mistakes-is-wrong = wrong
mistakes-wrong-of = { $wrong } of { $all } wrong
mistakes-more = { $shown } of { $all } are listed. Show more
mistakes-pair = { $name }: { $wanted } answered as { $said } in { $count ->
        [one] 1 example
       *[other] { $count } examples
    }
mistakes-without-pair = All wrong ones again
mistakes-table = { $name }: how often which answer was given. A count lists its examples.
mistakes-table-of = right ↓ answered →
mistakes-count = { $wanted } answered as { $said }: { $count }

## Fixed gates

gates-title = What each fixed gate did
gates-empty = Nothing has been trained with these settings yet. Train, fix a gate in the settings and train again; or try each gate here.
gates-compared = The test set after { $updates ->
        [one] { $updates } update
       *[other] { $updates } updates
    } of each, with settings that differ in nothing but the fixed gates. A cell without the gate computes the same as with none fixed; the RNN has no gate.
gates-try-each = Try each
gates-stop = Stop
gates-to = for updates
gates-progress = Run { $run } of { $runs }: { $cell }, { $fixed }: update { $updates } of { $to }
gates-all-tried = Each has been tried for { $updates } updates.
gates-failed = No worker can be had to try them in.
gates-failed-because = No worker can be had to try them in ({ $reason }).
gates-fixed = Fixed
gates-none = none
gates-loss = loss
gates-right = right
gates-updates = updates made
gates-exploded = exploded at { $updates }

## Samples

samples-title = Samples
samples-subtitle = What each cell writes by itself: it reads a beginning, then each character that it has just written.
samples-answer-subtitle = What each cell writes by itself: it reads each symbol that it has just written, until the end mark ⏎.
samples-prompt = Begins with
samples-begins-with = { $given } (as the example)
samples-length = Characters
samples-temperature = Temperature τ
samples-greedy = 0, greedy
samples-draw = Draw again
samples-draw-hint = Other random numbers; the same ones for every cell. With the temperature 0 there is nothing to draw.
samples-seed = draw { $seed }
samples-still = The samples still begin with “{ $given }”.
samples-written-by = Written by the { $cell }: arrow keys go from symbol to symbol
samples-hint = Point at a symbol for what else could have been written there. The bar below each is its p.
samples-drawn-at = t = { $step }: the { $cell } wrote { $symbol }
samples-drawn-with = drawn with { $chance } at τ = { $temperature }
samples-likeliest = the likeliest
samples-p-note = p is the network's own: softmax(y), as on the stage.
samples-step-through = Step through the sample of the { $cell } on the stage
samples-step-short = Step through
samples-on-stage =
    { $updates ->
        [0] The stage reads what the { $cell } wrote by itself with the weights of the seed. All cells read this same text.
        [one] The stage reads what the { $cell } wrote by itself after 1 update. All cells read this same text.
       *[other] The stage reads what the { $cell } wrote by itself after { $updates } updates. All cells read this same text.
    }
samples-nothing-measured = No answer is right or wrong here: nothing is measured, so there is no loss and no gradient.
samples-still-measured = The losses are those of the right answers of the example.
samples-back = Back to the example
samples-unknown = The network does not know “{ $character }” (character { $place }): it has never read one.
samples-too-long = { $found } characters are too many to begin with: at most 100.

## Cell view and cards

explain-inside = Inside the { $cell } at t = { $step }
explain-inside-note = Values go forward in ink, gradients come back in magenta, as thick as their norm on the one log scale.
explain-hint = Point at a unit, a node or a wire to read it; press it to ask where it comes from.
explain-drawing = Wiring of the { $cell }
explain-drawing-keys = Up and down go from quantity to quantity, left and right from unit to unit, Enter asks where the number comes from.
explain-cells = Cell to look into
explain-follow = unit
explain-previous-unit = Previous unit
explain-next-unit = Next unit
explain-operation = { $cell } { $number } of { $count }: { $name }
explain-title = Where a number comes from
explain-pinned = Kept cards
explain-pin = Keep this card
explain-unpin = Let this card go
explain-target = target
explain-not-yet = Not computed yet at this moment.
explain-over-all-weights = Over every weight of the network: too many to write out.
explain-too-many = { $count } numbers: too many to write out.
explain-more-terms = + { $count } more terms
explain-fewer-terms = Fewer
explain-comes-from = comes from
explain-used-by = used by
explain-more = and { $count } more
explain-maps-note = One set of weights, shared by all steps.
explain-map-row-column = row { $row }, column { $col }
explain-map-row = row { $row }
explain-map-column = column { $col }
explain-which-units = , unit { $number }
explain-input-note = Given: the character “{ $character }” as a one-hot vector, 1 at its place and 0 elsewhere.
explain-initial-note = Given: before the first step the state is zero.
explain-weight-read-at = One weight, read at every step whose input is “{ $character }”.
explain-weight-used = One weight, used at every step.
explain-weight-drawn-first = Drawn at random from seed { $seed }
explain-weight-drawn = Drawn from seed { $seed }
explain-weight-trained = Of a net that was trained before
explain-weight-updated =
    { $updates ->
        [one] {" "}and updated once
       *[other] {" "}and updated { $updates } times
    }
explain-of-later = Of a later moment than the one that is shown.
explain-shared-note = The same weight was used at every step, so its gradient is the sum of what each step contributes.
explain-softmax-note = Worked out with the largest y taken away from every y, which changes nothing but overflow.
explain-loss-note = This is −ln p of the target.
explain-target-note = Given: the next character as a one-hot vector.
explain-quantity-gradient = gradient of the { $name }
explain-quantity-gradient-norm = norm of the whole gradient
explain-quantity-update-clipped = clipped gradient of the { $name }
explain-quantity-update-remembered = what the optimizer remembered of the { $name }
explain-quantity-update-remembers = what the optimizer remembers of the { $name }
explain-quantity-update-after = { $name } after the update
explain-gate-input = input gate
explain-gate-forget = forget gate
explain-candidate = candidate
explain-gate-output = output gate
explain-gate-reset = reset gate
explain-gate-update = update gate
explain-state = state
explain-variable-input = input
explain-variable-pre = pre-activation of the { $gate }
explain-reset-state = reset state
explain-share-in-candidate = state's share in the candidate
explain-squashed-cell-state = squashed cell state
explain-variable-cell = cell state
explain-variable-hidden = hidden state
explain-variable-logits = logit
explain-variable-probs = probability
explain-variable-target = target
explain-variable-step-loss = loss of the step
explain-variable-loss = whole loss
explain-bias = bias
explain-weight = weight

## Panels below the stage

panels-numbers = Numbers
panels-flow-title = How much gradient reaches each step
panels-flow-loss-at = ‖∂L/∂hₜ‖₂, log scale, absolute; the loss is at t = { $steps }
panels-flow-task = ‖∂L/∂hₜ‖₂, log scale, absolute; each loss after a step adds to it
panels-flow-every = ‖∂L/∂hₜ‖₂, log scale, absolute; a loss at every step keeps it up: choose “last step” above to see one loss fade
panels-flow-vanished = vanished: below 10⁻³
panels-flow-exploding = exploding: above 10³
panels-flow-canvas = Line chart of the gradient that reaches each step
panels-flow-click = Click to go to that step.
panels-influence-title = Which loss reaches which state
panels-influence-subtitle = ‖∂Lₛ/∂hₜ‖₂: what each single loss sends back, before all are summed
panels-influence-canvas-farthest = ; the last loss reaches the first state with { $norm }
panels-influence-canvas = { $name }: heat map, losses from top to bottom, states from left to right{ $farthest }
panels-influence-loss-at = loss at s
panels-influence-state-at = state at t
panels-influence-hint = Point at a square, or tap it, for its value; the stage shows the way from that loss back to that state.
panels-influence-hint-last = Only the last step has a loss here, so only the lowest row is filled. Point at a square, or tap it; the stage shows the way.
panels-influence-computing = computing…
panels-influence-too-many = A table of all pairs would be too long for the page; “Save” has it as CSV.
panels-influence-value = loss at s = { $s }, state at t = { $t }: { $norm }
panels-influence-no-loss = no loss at s = { $s }
panels-influence-later = state t = { $t } comes after the loss at s = { $s }
panels-influence-scale = log scale, absolute
panels-update-title = What the next update does to the weights
panels-update-lit = now
panels-update-before = now
panels-update-step = step
panels-update-after = after it
panels-update-own-domain = ± as written
panels-update-largest = largest |∂L/∂W|
panels-update-clipped = clipped
panels-update-not-clipped = not clipped
panels-update-rule-adam = m, v: averages of ∂L/∂W, (∂L/∂W)² (β 0.9, 0.999),  W ← W − { $rate } · m̂ / (√v̂ + 10⁻⁸)
panels-update-canvas = { $tensor } { $stage }, heat map
panels-update-hint = Point at a weight, or tap it, for its numbers.
panels-training-title = Loss over the updates
panels-training-subtitle-last = L = −ln p(target) at the last step; all cells learn from the same text
panels-training-subtitle-every = L = Σ −ln p(target) over { $steps } steps; all cells learn from the same text
panels-training-one = One update
panels-training-hundred = 100 updates
panels-training-stop = Stop
panels-training-reset = Back to update 0
panels-training-running = update { $updates } of { $to }
panels-training-computing = computing update { $updates }…
panels-training-not-finite = Ended at update { $updates }: the loss of the { $cell } is no finite number any more.
panels-training-stopped = Stopped at update { $updates }.
panels-training-not-loaded = its script did not load
panels-training-no-worker = The background worker failed ({ $reason }), so the page computes by itself, a little less smoothly.
panels-training-chance = guessing: { $loss }
panels-training-update = update { $update }
panels-training-canvas = Line chart of the loss over the updates
panels-training-summary = { $name }: { $first } at update 0, now { $last }.{" "}

## The sum over time

sum-title = One set of weights: its gradient is a sum over time
sum-caption = The same weights work at every step. So each step has its own part in ∂L/∂W, the outer product of the gradient that arrived there and what the weights were multiplied by, and the gradient of the one set is their sum. It grows from the right, as the backward pass comes to the steps.
sum-weights = Weights
sum-gates = Gates
sum-all-gates = gates and candidate
sum-maps = What each of { $steps } steps adds to { $name }: a heat map for each
sum-keys = Arrow keys move from entry to entry, Enter asks where it comes from, Page Up and Page Down scroll through the steps.
sum-sum = sum
sum-so-far = sum so far
sum-none-yet = nothing yet
sum-whole = { $name }, heat map of the sum; its norm stands below
sum-negative = negative
sum-no-signs = signs only where they are pointed at: the entries are too small for marks
sum-sideways = ← { $steps } steps: scroll sideways →
sum-hint = Point at an entry, or tap it, to see it in every step. Under each map is its norm.
sum-not-yet = { $name }: no step has been reached by the gradient yet
sum-entry-so-far = {" "}so far
sum-others = { $count } more together { $sum }
sum-nothing = no step adds anything

## Gradient lab

lab-part-gates = gates
lab-part-saturation = saturation
lab-part-weights = weights
lab-part-rest = W_hh and the other gates
lab-title = Gradient lab
lab-subtitle = The gradient of the network above, taken apart. What is drawn at once follows the text, the weights and the sliders.
lab-source = Gradient of
lab-source-all = all losses, summed
lab-source-only = the only loss, at t = { $t }
lab-source-one = the loss at t = { $t } alone
lab-inputs = ∂L/∂x, too
lab-why = Why? ↓
lab-why-of = Where the gradient of this cell dies, at the step of this moment: to the gradient lab
lab-waterfall-title = Where the gradient dies
lab-waterfall-subtitle = { $cell ->
        [rnn] Each step back multiplies the gradient by what slopes and weights leave of it: two bars from one level to the next, log scale, absolute
        [lstm] Each step back multiplies the gradient by what gates, slopes and weights leave of it: three bars from one level to the next, log scale, absolute. It is that of the pair (h, c), whose c has what comes from the next step alone
       *[gru] Each step back multiplies the gradient by what gates, slopes and weights leave of it: three bars from one level to the next, log scale, absolute
    }. ▼: what costs most, and at which step
lab-waterfall-canvas = Waterfall chart of the gradient from the last step to the first
lab-waterfall-arrives = arrives
lab-waterfall-gates = × gates
lab-waterfall-saturation = × saturation
lab-waterfall-weights = × weights
lab-waterfall-leaves = leaves
lab-waterfall-help-gates = Solid: the gate of the additive road, f of the LSTM, 1 − z of the GRU (z in PyTorch’s convention). What leaves, beside what would leave if this gate let everything through. An RNN has none.
lab-waterfall-help-saturation = Striped: saturation, such as 1 − h² of tanh. What leaves, beside what would leave with an RNN’s state, or tanh(c) and the candidate, at 0, where tanh has its slope 1 (and a ReLU switched on). Where slopes end a cancellation, the bar may rise.
lab-waterfall-help-weights = Hollow: what remains. In the RNN the product with W_hh transposed; in the LSTM and the GRU W_hh and the other gates, with what goes along the open road. It can grow.
lab-waterfall-shared-bars = One bar = { $all ->
        [yes] { $steps } steps
       *[no] up to { $steps } steps
    }
lab-waterfall-hint = Point at a step for its factors; click to go there. Above: the products of all moves as far as t = 1. The bars of t = 1 → 0 lead on to the initial state h₀, which is given: they are drawn, but not counted.
lab-waterfall-at-bars = Bars of t = { $t } → { $to }: { $factors } in all.{" "}
lab-waterfall-nothing-at = t = { $t }: { $norm }, nothing to split
lab-waterfall-summary-one = { $name }: { $to } arrives at t = 1, where there is no move between steps to make.
lab-waterfall-summary = { $name }: the gradient { $way ->
        [falls] falls
       *[grows] grows
    } from { $from } at t = { $last } to { $to } at t = 1.
lab-waterfall-most = Over all moves together { $cost } cost most: × { $product }.
lab-waterfall-cost = The smallest single factor is { $cost } at t = { $t }: × { $factor }.
lab-waterfall-added = Each step's own loss is added on the way, so the gradient is not the product of the factors.
lab-waterfall-gated = The hollow bar is what the step would do with an open road and nothing saturated: W_hh and the other gates, and what goes along the road. From there the striped bar leads to what saturation leaves, and the solid one to what the road’s gate leaves.
lab-waterfall-nothing = No gradient that could be split arrives anywhere.
lab-roads-title = Two roads back
lab-roads-subtitle = Full: both roads. Dashed: only along the state, × f or × (1 − z) (in PyTorch’s convention × z), without W_hh. Dotted: only through hₜ₋₁ and W_hh, to gates and candidate. The two do not add up to the whole, as most paths change roads
lab-road-both = both
lab-road-f = f alone
lab-road-z = z alone
lab-road-complement = 1 − z alone
lab-road-gates = Wₕₕ alone
lab-roads-canvas = { $name }: line chart of the gradient along both roads and along each alone
lab-roads-forget-bias = Forget bias of the LSTM
lab-roads-half-life = By the forget bias alone, with nothing else at the gate, f = σ({ $bias }). Along the state alone (dashed), half of the cell state, and of its gradient, is then left after { $steps } steps.
lab-stacked-title = Whose loss it is
lab-stacked-subtitle = ‖∂Lₛ/∂hₜ‖₂ of every later loss, stacked, the nearest at the bottom; the line is the norm of their sum, lower where they cancel
lab-stacked-canvas = Stacked bars of the gradient at each step by the step of its loss
lab-stacked-hint = Point at a part of a bar for its loss; click to go to that step.
lab-stacked-part = the loss at s = { $s } brings { $norm } to t = { $t }
lab-stacked-sum = sum of the parts
lab-stacked-nothing = { $name }: no loss sends anything back to the first step.
lab-stacked-not-finite = { $name }: what reaches the first step is no finite number.
lab-stacked-summary = { $name }: of what reaches the first step, most comes from the loss at s = { $s }: { $share } % of the parts.
lab-spectral-title = What W_hh can do
lab-spectral-block = { $block }, the candidate's block of W_hh
lab-spectral-subtitle = Solid: eigenvalues of { $weights }; hollow: of J = ∂s/∂s₋₁ at t = { $t }, with slopes and gates in it. Drag a solid one: W_hh is drawn anew with the ρ that this takes
lab-spectral-lead = Look at the outermost solid point: the largest |eigenvalue| of W_hh is { $radius }. Without { $activation } a gradient would in the long run { $way ->
        [grows] grow by × { $radius } a step
        [shrinks] shrink by × { $radius } a step
       *[stays] keep its size
    }.
lab-spectral-lead-gates = Look at the hollow points: at each step a gradient is multiplied by J, of which { $weights } (largest |eigenvalue| { $radius }) is only a part.
lab-spectral-moves = {" "}With the slopes of { $activation }, { $slope } on average in { $moves ->
        [one] it, the one move from t = { $last } to t = 1 multiplies
       *[other] them, the { $moves } moves from t = { $last } to t = 1 together multiply
    } it by at most × { $product }: that is × { $each } a move.
lab-spectral-moves-gates = {" "}With the gates and the road along the state, { $moves ->
        [one] the one move from t = { $last } to t = 1 multiplies
       *[other] the { $moves } moves from t = { $last } to t = 1 together multiply
    } it by at most × { $product }: that is × { $each } a move.
lab-spectral-plane = Eigenvalues in the complex plane with the unit circle
lab-spectral-strip = Singular values by rank on a log axis
lab-spectral-plane-axes = across: real part; up: imaginary part
lab-spectral-strip-axes = across: rank; up: σ, log scale
lab-spectral-product = product
lab-spectral-jacobian = J at t = { $t }, { $state }
lab-spectral-product-all = product of J over { $moves ->
        [one] the one move
       *[other] the { $moves } moves
    } from t = { $last } to t = 1
lab-spectral-below = below { $limit }, rounding
lab-spectral-radius = ρ of W_hh
lab-spectral-no-number = no number
lab-spectral-grows = here some gradient would grow
lab-spectral-shrinks = here every gradient shrinks
lab-spectral-undefined = here it is no number
lab-spectral-must-vanish = σ_max(W_hh) < 1/γ, where γ is the steepest slope of the activation, 1: every gradient must vanish in the long run (sufficient).{" "}
lab-spectral-can-explode = σ_max(W_hh) > 1/γ, where γ is the steepest slope of the activation, 1: a gradient can explode, but need not (necessary).{" "}
lab-spectral-no-move = { $sure }With one step there is no move from step to step, and nothing to multiply.
lab-spectral-summary = { $sure }Over { $moves ->
        [one] the one move
       *[other] the { $moves } moves
    } from t = { $last } to t = 1 a gradient is multiplied by at most × { $product }: { $what }, slopes and gates counted.
lab-shortened-title = Truncated and clipped
lab-shortened-subtitle = What is left of ∂L/∂W, all losses summed: its length ‖·‖₂ and the angle to the full one. Clipping by the norm never turns it
lab-shortened-window = Window k
lab-shortened-detached = detach the state every k steps
lab-shortened-gradient = gradient
lab-shortened-full = full
lab-shortened-truncated = truncated, k = { $window }
lab-shortened-by-norm = by norm, { $limit }
lab-shortened-by-value = by value, { $limit }
lab-shortened-stretches = no gradient goes from one stretch of k steps to the one before
lab-shortened-losses = each loss flows back through k steps, its own included
lab-shortened-note = Truncated: { $window }. The limit is that of the settings.
lab-chain-name = One unit
lab-chain-title = One unit, w = { $w }
lab-chain-subtitle = hₜ = φ(w·hₜ₋₁ + xₜ + b) with a single unit that reads x at the first step: each step back multiplies by w·φ′(aₜ)
lab-chain-linear = linear
lab-chain-sigmoid = sigmoid
lab-chain-steps = Steps T
lab-chain-target = Target y
lab-chain-canvas = Line chart of the gradient along the chain beside the power of its weight
lab-chain-note = Dashed: what w alone would do. The slopes φ′ make the difference.
lab-chain-surface-title = The loss over (w, b), and the way down
lab-chain-surface-subtitle = From the chain above. Solid: gradient descent; dashed: the gradient is not longer than the limit.
lab-chain-surface = Heat map of the loss over w and b with two paths of gradient descent
lab-chain-rate = Rate η
lab-chain-limit = Limit
lab-chain-updates = Updates
lab-chain-cliff = Go to a cliff
lab-chain-ways = Free, it ends at { $free }. Clipped, it ends at { $clipped }.
lab-chain-table = Every step of the chain

## Measures of many networks or sequences

measures-measure = Measure
measures-again = Measure again
measures-stop = Stop
measures-waiting = Waiting for its turn
measures-progress = { $done } of { $all } sequences
measures-other-settings = Measured with other settings.
measures-other-updates = Measured at update { $then }; the weights of now are those of update { $now }.
measures-lengths-title = The first step against length
measures-lengths-subtitle = How much of the last step’s loss comes back to step 1 of T steps: fresh networks with the settings of now, { $seeds } seeds, medians with quartiles; log scale, absolute
measures-lengths-hint = { $networks } networks of each cell, shown or not, read { $sequences } sequences each, of { $shortest } to { $longest } steps. It takes some seconds.
measures-lengths-shown = What is drawn
measures-lengths-weights = ‖∂L/∂W‖, clipped
measures-lengths-canvas-first = Line chart of the gradient at the first step against the length of the sequence
measures-lengths-canvas-weights = Line chart of the gradient of all weights before and after clipping against the length of the sequence
measures-lengths-axis = T, the number of steps
measures-lengths-number = { $median } ({ $lower } to { $upper })
measures-lengths-limit = limit { $limit }
measures-lengths-note-first = A straight line is an exponential: so much is lost, or won, with every step. Clipping changes nothing here: it is done to ∂L/∂W, at the end.
measures-lengths-note-off = Solid: all of ∂L/∂W. Dashed: what clipping by the norm at { $limit } would leave; in training it is off. Clipping shortens what explodes, and brings nothing back of what vanished.
measures-lengths-note-norm = Solid: all of ∂L/∂W. Dashed: what clipping by the norm at { $limit } leaves. It shortens what explodes, and brings nothing back of what vanished.
measures-lengths-note-value = Solid: all of ∂L/∂W. Dashed: what is left when each entry is clipped at ±{ $limit }. That shortens what explodes, and brings nothing back of what vanished.
measures-lengths-summary-first = { $name }: from { $from } at T = { $first } to { $to } at T = { $last }.{" "}
measures-lengths-summary-weights = { $name }: from { $from }, clipped { $from_clipped }, at T = { $first } to { $to }, clipped { $to_clipped }, at T = { $last }.{" "}
measures-lengths-median = median
measures-lengths-lower = lower quartile
measures-lengths-upper = upper quartile
measures-lengths-column-unclipped = unclipped
measures-lengths-column-clipped = clipped
measures-memory-title = What a state still knows
measures-memory-subtitle = Random symbols are read with the weights of now; then a linear read-out of hₜ alone has to tell which symbol was read s steps ago
measures-memory-hint = The read-outs are fitted on { $fitted } sequences and judged on { $judged } others. It takes some seconds.
measures-memory-no-symbols = Here the cells read numbers, not symbols, so there is no symbol to ask for. Choose a word, or a task that reads symbols.
measures-memory-canvas = Line chart of the share of right answers against how long ago the symbol was read
measures-memory-axis = s, the steps since it was read
measures-memory-both = { $now }, at update 0 { $first }
measures-memory-floor = guessing: { $floor }
measures-memory-key-first = Dashed: with the first weights, at update 0.
measures-memory-key-updates = Solid: at update { $updates }.
measures-memory-at-first = { $name } at update 0
measures-memory-summary = { $name }: right about the symbol just read in { $first }, about the one of { $lag } steps ago in { $last }.{" "}
measures-memory-not-finite = { $name }: a state is not finite, so nothing can be read out.{" "}
measures-memory-not-solved = { $name }: all states are finite, the entry largest in absolute value is { $largest }. But their sizes lie so far apart that rounding in double precision (f64) leaves no solution for the read-out’s equations, so it is not known what can be read out.{" "}
measures-memory-summary-floor = Guessing is right in { $floor }.
measures-memory-rows = Each share is counted on { $rows } states.

## Lessons

lesson-course = Course
lesson-lab = Lab
lesson-1 = 1 Recurrence
lesson-2 = 2 Five shapes
lesson-3 = 3 A model that spells
lesson-4 = 4 Back through time
lesson-5 = 5 Vanishing and exploding
lesson-6 = 6 LSTM
lesson-7 = 7 GRU
lesson-glossary = Glossary
lesson-loading = Loading the lesson…
lesson-missing = The lesson could not be loaded ({ $reason }).
lesson-again = Try again
lesson-text = Lesson
lesson-settings = Settings
lesson-beside = What stands beside the figure
lesson-to-text = Back to the text
lesson-all-panels = Show all panels
lesson-only-panels = Only the panels of this lesson
lesson-start-again = Figure as at the beginning of the lesson
lesson-open-whole = Open in Unrolled
lesson-embed = Embed
lesson-embed-hint = The snippet shows this experiment in a page of your own, as it is now.
lesson-embed-parts = In the frame
lesson-embed-parts-help = If nothing is chosen, it is the stage.
lesson-embed-height = Height in px
lesson-embed-height-help = As high as the chosen parts are in a column of 760 px, one below the other. In a narrower one they are higher: choose more, or the frame scrolls.
lesson-embed-snippet = Snippet
lesson-embed-copy = Copy snippet
lesson-present = Present
lesson-present-keys = Page Down and Page Up turn the sections, as a clicker does; Page Down answers a question before it goes on. The arrow keys step through the network.
lesson-end-presentation = End
lesson-notes = Speaker’s notes
lesson-slide-before = Slide before (Page Up)
lesson-slide-next = Next slide (Page Down)
lesson-full-screen = Full screen
lesson-next = Next: { $name }
lesson-changed = Changed:
lesson-changed-nothing = The figure is there already.
lesson-has-none = { $name }: none
lesson-undo = Undo
lesson-to-figure = See it in the figure
lesson-choose = Choose one
lesson-answer = Answer
lesson-reveal = Show the answer
lesson-revealed = So it is: { $right }
lesson-predict = Predict, then run it
lesson-training = Training to update { $updates }…
lesson-right = Yes: so it is.
lesson-wrong = It is otherwise: { $right }
lesson-not-known = The network gives no number here.
lesson-once-more = Ask me again
lesson-curve-label = Your prediction of ‖∂L/∂h_t‖ in the { $cell }, step by step
lesson-curve-hint = Draw with the pointer or a finger; or choose a step with ← and → and move it with ↑ and ↓.
lesson-curve-hint-measured = Point at a step, or choose one with ← and →.
lesson-curve-both = t = { $step }: yours { $drawn }, measured { $measured }
lesson-curve-missing-one = To compare, draw on: nothing is drawn at t = { $from } yet.
lesson-curve-missing = To compare, draw on: nothing is drawn from t = { $from } to { $to } yet.
lesson-curve-done = Compare with the network
lesson-curve-distance = On average you were off by a factor of about { $factor }.
lesson-curve-close = That is close.
lesson-curve-drawn = yours
lesson-curve-measured = measured
lesson-setting-text = text
lesson-setting-task = task
lesson-setting-units = units H
lesson-setting-seed = seed
lesson-setting-forget = forget bias
lesson-setting-init = first W_hh
lesson-setting-gain = gain
lesson-setting-radius = spectral radius ρ
lesson-setting-loss = losses at
lesson-setting-from = gradient of the loss at
lesson-setting-rate = learning rate
lesson-setting-clip = clipping
lesson-setting-limit = limit
lesson-setting-at = moment
lesson-setting-cells = cells
lesson-setting-cell = cell looked into
lesson-setting-unit = unit
lesson-setting-updates = updates
lesson-setting-ask = asked
lesson-setting-fold = drawn
lesson-setting-gru = GRU convention
lesson-setting-gates = fixed gates
lesson-setting-start = starts from
lesson-setting-same = same number of
lesson-setting-example = example
lesson-setting-chain = steps of the chain
lesson-setting-parameters = parameters at most
lesson-setting-rnn-units = units of the RNN
lesson-setting-lstm-units = units of the LSTM
lesson-setting-gru-units = units of the GRU
lesson-setting-length = length
lesson-setting-activation = activation
lesson-setting-bias = forgetting
lesson-setting-longest = longest
lesson-setting-optimizer = optimizer
lesson-setting-batch = batch size
lesson-setting-decay = decay
lesson-setting-dropout = inputs left out
lesson-setting-window = truncated after
lesson-setting-encoder = encoder
lesson-setting-forcing = read in training
lesson-setting-data = own data
lesson-setting-temperature = temperature
lesson-setting-draw = seed of the sample
lesson-setting-prompt = beginning of the sample
lesson-setting-write = length of the sample
lesson-setting-sample = sample on the stage
lesson-setting-back = steps kept by truncation
lesson-setting-descent = steps of the descent
lesson-setting-descent-rate = rate of the descent
lesson-setting-descent-limit = limit of the clipped descent
lesson-value-on = on
lesson-value-off = off

## The first minute

tour-welcome = New here?
tour-first-lesson = Lesson 1
tour-start = Tour in five steps
tour-lab = Just look around
tour-step = Step { $step } of { $steps }
tour-read = Press Play, or the space bar. The cells read the word, one character a step, and each makes its state from the one before.
tour-loss = Go on to the end, with Play or the → key: there the loss says how surprised each cell was by what came next.
tour-back = Now the loss walks back. Go on until the gradient has reached t = 1: the width of each arrow is the norm of what arrives.
tour-ask = Click any state, or a number in the cell view below: a card shows its formula with the very numbers put in.
tour-change = Change something: another word, more units, another seed. Everything is computed anew, at once.
tour-end = That is the page. The lessons ask you to predict first, and let the networks decide.
tour-next = Next
tour-skip = Skip this
tour-close = Close the tour

## Saved figures

figure-save = Save
figure-save-of = Save “{ $title }”
figure-format-of = { $extension }: save “{ $title }”
figure-saved = { $name } is on its way.
figure-nothing = Nothing is drawn yet.
figure-no-png = This browser makes no PNG of it; the SVG is the same picture.
figure-chain-settings = One unit: φ is { $phi }, { $numbers }.
figure-step-axis = t, the step
figure-update-axis = updates
figure-weight-axis = w from left to right, b from bottom to top
figure-ramp = { $what }, { $low } to { $high }, log scale
figure-flow-subtitle = { $norms }; log scale, absolute.
figure-flow-cell-state = of the LSTM’s cell state ‖∂L/∂cₜ‖₂
figure-flow-inputs = of the inputs ‖∂L/∂xₜ‖₂
figure-surface-subtitle = L = ½(h_T − y)² of a chain of one unit.
figure-updates = updates
figure-matrix = matrix
figure-rank = rank
figure-real = eigenvalue, real part
figure-imaginary = eigenvalue, imaginary part
figure-singular = singular value
figure-of = of
figure-number = number
figure-grid = grid
figure-free = free
figure-clipped = clipped
figure-cell = cell
figure-of-losses = of the loss at s = 1 … { $steps }
figure-of-loss = loss at s = { $s }
figure-descent = gradient descent
figure-descent-clipped = the same, clipped
figure-in-place = , in place of it what the { $cell } writes
figure-after = { $updates ->
        [1] after 1 update
       *[other] after { $updates } updates
    }
figure-losses-every = a loss at every step
figure-losses-last = the loss at the last step only
figure-text = Text “{ $read }”, { $losses }
figure-length = , length { $length }
figure-task = Task: { $name }{ $length }, example { $example }
figure-same-parameters = , at most { $parameters } parameters each
figure-encoder = , an encoder with weights of its own
figure-trained = from trained weights, seed { $seed }
figure-gain = , gain { $gain }
figure-bias = forget bias { $bias }
figure-chrono = chrono biases up to { $steps } steps
figure-first-weights = seed { $seed }, W_hh { $name }{ $number }, { $bias }
figure-not-clipped = no clipping
figure-by-value = clipped by value at { $limit }
figure-by-norm = clipped by norm at { $limit }
figure-learning = { $optimizer } with rate { $rate }, { $clipping }
figure-batch = batches of { $batch }
figure-decay = decay { $decay }
figure-dropout = dropout { $dropout }
figure-window = truncated every { $window } steps
figure-no-forcing = without teacher forcing

## What is said of charts, and laid over the stage

lab-roads-summary = { $name }, what arrives at t = 1: { $roads }.
lab-shortened-cuts = show the cuts on the stage
lab-shortened-turned = {" "}and turned by { $angle }
lab-shortened-summary = { $name }: of ∂L/∂W, { $full } long, { $truncated }{ $truncated_turned } is left truncated, k = { $window }, { $norm } clipped by norm, { $value }{ $value_turned } clipped by value.
lab-shortened-angle = { $column }: angle in degrees
lab-chain-summary-one = { $symbol } = { $product }, a single factor; w alone would be { $power }.
lab-chain-summary = { $symbol } = { $product }, of { $factors } factors; w alone would make { $power }.
lab-chain-surface-hint = Point at the surface, or tap it, for its loss.
panels-flow-underflow = f32 underflows < 1.2·10⁻³⁸
panels-flow-underflows = { $name }: in single precision (f32) this norm would be subnormal or 0 at { $count } of { $steps } steps.{" "}
panels-flow-summary-one = { $name }: { $to } arrives at t = 1, and no later step is reached.
panels-flow-summary-single = { $name }: { $to } arrives at t = 1, the only step: there is no way back to travel.
panels-flow-summary-falls = { $name } falls from { $from } at t = { $last } to { $to } at t = 1.
panels-flow-summary-grows = { $name } grows from { $from } at t = { $last } to { $to } at t = 1.
panels-flow-summary-is = { $name } is { $from } at t = { $last } and { $to } at t = 1.
panels-fate-alive = Alive: still 10⁻³ or more at t = 1.
panels-fate-dies = Vanished on the way back: below 10⁻³ once it has passed t = { $t }.
panels-fate-small = Small already where it begins, at the loss: { $kept } times as much arrives at t = 1.
panels-fate-vanished = Vanished from the beginning: below 10⁻³ at every step.
panels-fate-explodes = It explodes: at t = { $t } it comes above 10³.
panels-fate-overflows = It overflows: from t = { $t } on it is no finite number.
panels-flow-of-cell-state = ∂L/∂c is { $first } there.
panels-flow-by-larger = By whichever is larger, h or c:
panels-flow-alone = Other losses are added on the way; of the loss of t = { $s } alone { $first } arrives.
panels-flow-nothing = { $name }: no gradient arrives anywhere.
panels-influence-summary = { $name }: of the loss at s = { $s }, { $own } reaches its own step and { $first } the first.
panels-influence-keys = Arrow keys move through states and losses, Home and End to the first state and to the loss; the stage shows the way.
stage-cuts-every-none = Detached every { $k } steps: this sequence is no longer, nothing is cut.
stage-cuts-every = Detached every { $k } steps: at the solid marks a truncated gradient ends. The gradients that are drawn are the full ones.
stage-cuts-no-loss = Each loss flows back through { $k } steps, its own included. Go to a step that has a loss, or choose one in the lab, to see where it ends.
stage-cuts-loss-none = Within { $k } steps the loss at t = { $s } comes to the first step: it is not cut.
stage-cuts-loss = Through { $k } steps, its own included, the loss at t = { $s } flows back to t = { $reach }: at the solid mark it ends. The gradients that are drawn are the full ones.
stage-cuts-training-none = Training detaches the state every { $k } steps: this sequence is no longer, nothing is cut.
stage-cuts-training = Training detaches the state every { $k } steps: at the dashed marks no gradient goes on. The gradients that are drawn are the full ones.
stage-cuts-too-close = Here the cuts are too close to be marked.

## What a teacher puts into a link

teaching-locked = The link that you opened keeps these settings as they are.
teaching-about = About this link
teaching-fixed = Kept as it is by this link: { $groups }.
teaching-hidden = Not shown by this link, and kept as it is: { $groups }.
teaching-some-parts = This link shows only some parts of the page.
teaching-leave = Open without the teacher’s options
teaching-leave-hint = The same experiment in a new tab, with everything there and nothing fixed
teaching-lock-task = task and data
teaching-lock-word = word and losses
teaching-lock-size = size and seed
teaching-lock-start = first weights
teaching-lock-cells = variants of the cells
teaching-lock-learning = learning
teaching-refused = The link that you opened keeps this as it is: { $group }.
homework-field-title = title
homework-field-question = question
homework-field-option = option
homework-field-name = name
homework-field-answer = answer
homework-in-question = Question { $number }: { $problem }
homework-too-long = { $field }: at most { $most } characters fit, these are { $found }.
homework-empty = { $field }: something has to stand here.
homework-too-many = There are at most { $most } questions, these are { $found }.
homework-answers = { $found ->
        [one] { $found } answer does
       *[other] { $found } answers do
    } not belong to { $questions ->
        [one] { $questions } question
       *[other] { $questions } questions
    }.
homework-kind = “{ $found }” is no kind of question.
homework-options = A choice has 2 to { $most } options, the right one among them; these are { $found }.
homework-number = “{ $found }” is not a number that can be used here.
homework-number-missing = A number is missing.
homework-reading = “{ $found }” is no number of the network.
homework-title = Homework
homework-name = Your name
homework-answer = Answer to question { $number }
homework-number-help = Read it off the experiment as the link opens it: your answer is compared with what that one gives.
homework-read-as = Read as { $value }. It is compared with what the experiment gives as the link opens it.
homework-no-number = This is not a number.
homework-to-panel = Go to “{ $panel }”
homework-more = { $quantity }: more than { $value }
homework-less = { $quantity }: less than { $value }
homework-now = Now: { $value }
homework-met = Now: { $value }. That is what is looked for.
homework-to-question = To the question
homework-copy = Copy link with answers
homework-copied = Copied, { $found } characters. Send the link to your teacher: it has your answers and your experiment in it.
homework-open = Question { $number } has no answer yet; the link was made all the same.
homework-open-several = Questions { $others } and { $last } have no answer yet; the link was made all the same.
homework-refused = The browser does not let the page copy. The link stands here:
homework-link-long = The link has { $found } characters; some programs cut what is longer than { $most }. Shorten what is written.
homework-names-data = Your own data are too large for the link, which only names them: who opens it has to put in the same data first.
homework-link = Link
homework-returned = Answers of { $name }
homework-nobody = somebody without a name
homework-running = The experiment is run again, up to update { $updates }…
homework-running-given = The experiment as you gave it is run, up to update { $updates }, for the numbers that you asked for…
homework-change = { $name }: { $from } → { $to }
homework-changes = Changed by the student: { $changes }.
homework-unchanged = The student has changed nothing of the experiment.
homework-as-given = Show the experiment as the link opens it
homework-to-own = Back to my experiment
homework-aside = This is the experiment as the link opens it. Yours is put aside: go back to it before you copy the link.
homework-same = Run again up to update { $updates }: the same bits as the student had.
homework-differs = Run again: differs. These weights are not what this experiment gives.
homework-made-here = The questions, and what is right, are those of a link that was made in this browser.
homework-made-elsewhere = The questions, and what is right, come with this link. It is not known to have been made in this browser: if that matters, compare them with yours.
homework-right = right
homework-wrong = not right
homework-to-read = for you to read
homework-unanswered = not answered
homework-unknown = the network gives no such number
homework-found = The network gives { $value }.
homework-again = Change the answers
homework-of-cell = { $quantity }, { $cell }
homework-at-step = { $quantity }, step { $step }
homework-quantity-loss = loss L
homework-quantity-mean-loss = loss per answer
homework-quantity-loss-at = loss at a step
homework-quantity-probability = probability of the right answer
homework-quantity-says = likeliest answer
homework-quantity-kept = share of the gradient ‖∂L/∂h‖ that reaches step 1
homework-quantity-gradient = gradient ‖∂L/∂h_t‖
homework-quantity-weakest = step with the smallest gradient
homework-quantity-weight-gradient = gradient of all weights
homework-quantity-radius = spectral radius ρ(W_hh)
homework-quantity-sigma = largest singular value of W_hh
homework-quantity-half-life = half-life of the LSTM’s cell state
homework-quantity-chain-product = product along the chain of one unit
homework-quantity-parameters = number of parameters of the cell, without the readout
homework-quantity-units = number of units
homework-quantity-steps = number of steps
homework-quantity-updates = number of updates
homework-quantity-accuracy = share of right answers on the test set
homework-quantity-test-loss = loss on the test set
homework-quantity-entry = a single number by its address

## The dialog in which a teacher makes a link

stage-key-teach = make a link for a class
stage-key-slide = slide before, next slide, while presenting
stage-key-full-screen = full screen, while presenting
teach-show = Teach
teach-title = A link for your class
teach-note = The link opens the experiment as it is now, with questions, and with settings that stay as they are. It is an aid to teaching and no protection: whoever wants to can read everything in it, a marked answer included, and open it without your options.
teach-homework = Title
teach-question = Question { $number }
teach-text = Question
teach-answered = Answered by
teach-kind-text = words
teach-kind-choice = one of several options
teach-kind-number = a number of this experiment
teach-kind-experiment = an experiment: settings with which …
teach-text-help = Answers in words are not checked: they come back for you to read.
teach-option = Option { $number }
teach-right-of = Option { $number } is right
teach-right-help = Mark the right option, or none. The mark is in the link, and a link cannot hide it.
teach-add-option = Add an option
teach-remove-option = Remove the last option
teach-unmark = Mark none
teach-quantity = Number
teach-cell = Cell
teach-step = Step
teach-address = Address
teach-tolerance = Tolerance in %
teach-tolerance-help = An answer is right within this distance, or if it is the number rounded to the digits that were typed, two at least.
teach-is-to-be = Is to be
teach-more = more than
teach-less = less than
teach-value = Value
teach-value-now = In the experiment of now: { $value }.
teach-right-value = In the experiment of now: { $value }. That is the right answer, whatever the student changes.
teach-is-met = In the experiment of now: { $value }. So there is nothing to be found yet.
teach-no-value = The experiment of now gives no such number.
teach-up = Up
teach-up-of = Move question { $number } up
teach-down = Down
teach-down-of = Move question { $number } down
teach-remove = Remove
teach-remove-of = Remove question { $number }
teach-add = Add a question
teach-fixed = Settings
teach-fixed-help = Locked settings are shown but cannot be changed; hidden ones are not there and stay as they are, too. Moments, updates and what is drawn always stay open.
teach-open = open
teach-locked = locked
teach-hidden = hidden
teach-covers-task = Which task, its data, length and example. A task that brings another size, other losses or another word is refused where those are locked.
teach-covers-word = The word, and where its loss is measured. Another task is the task’s group.
teach-covers-size = Units or parameters of the cells, and the seed. The numbers still change with the word, and with how the first weights are drawn.
teach-covers-start = How the seed is made into weights: spread, spectral radius, forget bias, also where the gradient lab has them. The seed itself belongs to the size.
teach-covers-cells = Activation, convention of the GRU, fixed gates. Which cells are shown stays open.
teach-covers-learning = Optimizer, rate, clipping, batches. How many updates are made stays open.
teach-shown = What is shown
teach-shown-help = Only the chosen parts are there; if none is chosen, all are.
teach-panel = Opens at
teach-beginning = the beginning of the page
teach-part-stage = Stage
teach-part-cell-view = Inside of a cell
teach-experiment = The link has the settings, the update and the moment of now in it; change them on the page first if they should be others.
teach-length = The link has { $found } of at most { $most } characters.
teach-copy = Copy link
teach-copied = Copied, { $found } characters. Send the link to your students.
teach-look = Look at it as a student does
teach-kept = What you write here stays as long as this tab is open, also when the page is loaded again.
teach-start-over = Start over
teach-take-back = Bring back what was here
