### 이 페이지의 모든 한국어 문구.
###
### 용어는 아래와 같이 통일합니다. 처음 배우는 곳에서는 괄호 안에 영어를 한 번 적습니다.
###
###   activation 활성화 함수 · batch 배치 · backpropagation through time 시간 역전파(BPTT) · bias 편향 · BPTT truncation 절단
###   candidate 후보 · cell 셀 · cell state 셀 상태 · character 글자 · clipping 클리핑 · decoder 디코더 · eigenvalue 고윳값
###   encoder 인코더 · entry (of a matrix) 성분 · example 예제 · exploding 폭발 · forget/input/output gate 망각/입력/출력 게이트
###   forward/backward 순전파/역전파 · gain 게인 · gradient 기울기 · heat map 히트맵 · hidden state 은닉 상태 · initialiser 초기화
###   Jacobian 야코비 행렬 · layer 층 · learning rate 학습률 · limit 한계 · link 링크 · loss 손실 · moment (of the timeline) 시점
###   network 신경망 · norm 노름 · one-hot 원-핫 · operation 연산 · optimizer 옵티마이저 · parameter 파라미터 · pass 패스
###   probability 확률 · read-out 판독 · recurrence 순환 · reset/update gate 리셋/업데이트 게이트 · sample 샘플 · saturation 포화
###   seed 시드 · sequence 시퀀스 · singular value 특잇값 · slope (of an activation) 미분값 · spectral radius 스펙트럼 반지름
###   stage 스테이지 · step (time step) 스텝 · target 정답 · task 과제 · temperature 온도 · test set 테스트 세트 · text 글
###   training 학습 · unit 유닛 · update 업데이트 · vanishing 소실 · weight 가중치 · worker 워커
###
### 끼워 넣는 이름 뒤에는 받침에 따라 달라지는 조사(은/는, 이/가, 을/를)를 쓰지 않습니다. “{ $cell }의 …”나 “{ $name }: …”처럼 씁니다.

## The page as a whole

page-title = Unrolled: 순환 신경망이 생각하고 배우는 과정을 한 스텝씩
page-description = RNN, LSTM, GRU가 이 페이지 안에서 실제로 실행됩니다. 순전파, 손실, 시간 역전파, 업데이트까지 화면의 모든 수는 신경망이 계산한 바로 그 값입니다.
page-tagline = 순환 신경망이 생각하고 배우는 과정을 한 스텝씩 살펴봅니다.
page-language = 언어
page-language-missing = “{ $name }” 문구를 불러오지 못했습니다.
page-language-missing-because = “{ $name }” 문구를 불러오지 못했습니다({ $reason }).
page-experiment = 실험
page-intro-title = 세 개의 셀이 한 단어를 읽습니다
page-intro = 단어를 입력해 보세요. RNN, LSTM, GRU가 한 글자씩 읽으면서 매번 다음 글자를 예측합니다. 그다음 손실이 스텝을 거슬러 되돌아갑니다. 이것이 BPTT, 곧 시간 역전파입니다.
page-task-title = 세 개의 셀이 한 과제를 배웁니다
page-task-intro = 같은 시드에서 출발해 같은 배치로 경주합니다. 스테이지와 셀, 기울기 등 보이는 모든 것은 아래 예제를 지금 가중치로 계산한 결과입니다.
page-promise = 여기 보이는 모든 수는 신경망이 실제로 계산한 값이며, 시드가 같으면 어느 기기에서나 비트까지 똑같습니다.
page-broken-link = 이 링크를 읽을 수 없어서 페이지를 기본 상태로 열었습니다. { $error }
page-dismiss = 닫기
page-skip = 스테이지와 재생 버튼으로 건너뛰기

## Links that cannot be read

link-version = 링크: 있어야 할 버전: { $wanted }, 실제 값: { $found }
link-unknown-name = 링크: 알 수 없는 이름 { $found }
link-value = 링크: { $name }: 있어야 할 값: { $wanted }, 실제 값: { $found }
link-setting = 링크: { $reason }
link-or = {" "}또는{" "}
link-number-to = 1부터 { $last }까지의 수
link-whole-number = 정수({ $reason ->
        [empty] 비어 있음
        [large] 너무 큼
        [small] 너무 작음
        [zero] 0은 쓸 수 없음
       *[digit] 숫자가 아닌 글자가 있음
    })
link-decimal = 수(숫자로 읽을 수 없음)
link-entry = { $example } 같은, 이 셀들에 있는 값의 이름
link-fingerprint = { $example } 같은, 데이터의 지문
link-bits = { $example } 같은, 가중치의 지문
link-locked = { $group }: 이 링크에서는 바꿀 수 없는 설정입니다.
link-homework = 숙제: { $problem }
link-packed = 링크가 손상되었거나 일부가 빠졌습니다. 링크를 다시 받아 주세요. ({ $reason ->
        [base64] base64로 읽을 수 없음
        [deflate] 압축을 풀 수 없음
        [large] { $most }바이트를 넘음
        [text] UTF-8이 아님
       *[twice] 두 번 압축됨
    })
link-one-way-of-input = i와 coupled 가운데 하나만
link-text-short = 글: { $least }글자 이상이어야 하는데 { $found }글자입니다.
link-text-long = 글: { $most }글자 이하여야 하는데 { $found }글자입니다.
link-not-loaded = { $file }: 아직 불러오지 않았습니다.
link-data-line = { $file }, { $line }행: 있어야 할 것: { $expected }, 실제: { $found }
link-own-missing = 직접 넣은 데이터: 이 페이지에 넣었던 데이터가 여기에는 없습니다. 데이터는 넣은 기기 밖으로 나가지 않습니다.
link-own = 직접 넣은 데이터: { $problems }
link-not-trained = 학습된 가중치: 이 페이지의 과제나 단어 { $word }에 대해서만 있습니다.
link-unfit = { $file }: 있어야 할 것: { $wanted }, 실제: { $found }
link-prompt-unknown = 시작 글: { $place }번째 글자 { $character }: 신경망이 읽는 글자가 아닙니다.
link-prompt-long = 시작 글: { $most }글자 이하여야 하는데 { $found }글자입니다.
link-nothing-written = 샘플: 자기가 쓴 것을 다시 읽는 신경망이 아닙니다.
link-no-task = 과제: 데이터가 있는 과제가 아니라 글입니다.
link-out-of-range = { $setting }: { $smallest }부터 { $largest }까지의 수여야 하는데 { $found } 값이 있습니다.

## Settings and the masthead

theme-label = 색: { $now }
theme-system = 시스템 설정
theme-light = 밝게
theme-dark = 어둡게
sidebar-word-name = 단어
sidebar-word-help = 2~200글자, 어떤 문자든 됩니다.
sidebar-settings = 설정
sidebar-size = 크기와 시드
sidebar-units-name = 유닛 수 H
sidebar-seed-name = 시드
sidebar-seed-help = 모든 초기 가중치를 정합니다. 시드가 같으면 수도 같습니다.
sidebar-new-seed = 새로
sidebar-all-defaults = 모든 설정을 처음으로
sidebar-start = 초기 가중치
sidebar-start-from = 출발점
sidebar-start-name-seed = 시드
sidebar-start-name-trained = 학습된 가중치
sidebar-start-help-seed = 학습된 가중치: 이 과제를 미리 학습한 작은 신경망의 가중치로, 바로 들여다볼 수 있습니다.
sidebar-start-help-trained = 이 유닛 수로 미리 학습했습니다. 업데이트는 거기서 이어집니다. 유닛 수나 RNN, GRU의 종류를 바꾸면 다시 시드에서 출발합니다.
sidebar-missing-weights = { $file } 파일을 불러오지 못했습니다{ $reason }. 그림은 이전 가중치를 그대로 보여 줍니다.
sidebar-initializer-name-pytorch-uniform = PyTorch 균등 분포
sidebar-initializer-name-gaussian = 정규 분포
sidebar-initializer-name-orthogonal = 직교 행렬
sidebar-initializer-name-identity = 단위 행렬
sidebar-initializer-name-spectral-radius = 스펙트럼 반지름
sidebar-initializer-help-pytorch-uniform = torch.nn처럼 ±1/√H 범위에서 균등하게 뽑습니다.
sidebar-initializer-help-gaussian = 표준편차가 게인/√H인 정규 분포입니다. 스펙트럼 반지름은 게인과 비슷합니다.
sidebar-initializer-help-orthogonal = 무작위 회전에 게인을 곱합니다. 게인이 1이면 길이가 보존됩니다.
sidebar-initializer-help-identity = 처음에는 각 유닛이 자기 자신을 그대로 복사합니다.
sidebar-initializer-help-spectral-radius = 정규 분포에서 뽑은 뒤, 고윳값의 절댓값 가운데 가장 큰 것이 정확히 ρ가 되도록 크기를 맞춥니다.
sidebar-gain = 게인
sidebar-radius = 반지름 ρ
sidebar-bias = 망각
sidebar-bias-name-constant = 망각 편향 하나
sidebar-bias-name-chrono = 크로노(chrono)
sidebar-longest-name = 최대 길이
sidebar-longest-help = 크로노: LSTM과 GRU의 유닛마다 잊는 속도가 다르게 시작합니다. b = ln U(1, 최대 길이 − 1)이므로 1스텝부터 이 스텝 수까지 무언가를 간직합니다(Tallec & Ollivier 2018).
sidebar-forget-bias-name = 망각 편향
sidebar-forget-bias-help = LSTM의 b_f입니다. 0보다 크면 망각 게이트가 열린 채로 시작합니다. 셀 상태가 더 오래 남고, 그 기울기도 마찬가지입니다.
sidebar-cells = 셀의 종류
sidebar-gates-name = 열어 고정한 게이트
sidebar-gates-help = 게이트는 무슨 일을 할까요? 고정한 게이트는 무엇이 들어오든 1(또는 1 − f)이므로 그 가중치는 아무것도 배우지 못합니다.
sidebar-gate-forget-open = f = 1: LSTM의 망각 게이트를 열어 고정
sidebar-gate-input-open = i = 1: LSTM의 입력 게이트를 열어 고정
sidebar-gate-output-open = o = 1: LSTM의 출력 게이트를 열어 고정
sidebar-gate-reset-open = r = 1: GRU의 리셋 게이트를 열어 고정
sidebar-gate-coupled = i = 1 − f: LSTM의 입력 게이트를 망각 게이트에 연동
sidebar-learning = 학습
sidebar-optimizer = 옵티마이저
sidebar-optimizer-name-momentum = 모멘텀
sidebar-learning-rate = 학습률 η
sidebar-clipping = 클리핑
sidebar-clipping-name-off = 끔
sidebar-clipping-name-value = 값 기준
sidebar-clipping-name-global-norm = 전체 노름 기준
sidebar-clipping-help-off = 기울기를 그대로 업데이트에 씁니다.
sidebar-clipping-help-value = 기울기의 각 성분을 ±한계로 자릅니다. 방향이 바뀝니다.
sidebar-clipping-help-global-norm = 한계보다 긴 기울기를 한계까지 줄입니다. 방향은 그대로입니다.
sidebar-clip-limit = 한계
sidebar-counts = 셀의 파라미터 수
sidebar-counts-help = 유닛 수가 같아도 셀의 크기는 다릅니다. RNN : GRU : LSTM은 언제나 1 : 3 : 4입니다.
sidebar-slider = { $name } 슬라이더
sidebar-text-none = 아직 읽을 것이 없습니다. 2글자 이상 입력하세요.
sidebar-text-one = 1글자뿐이면 예측할 다음 글자가 없습니다. 2글자 이상 입력하세요.
sidebar-text-too-short = { $found }글자입니다. 2글자 이상 입력하세요.
sidebar-text-too-long = { $found }글자는 너무 많습니다. 200글자까지 됩니다.
sidebar-not-loaded = { $file } 파일을 아직 불러오지 않았습니다.
sidebar-data-line = { $file }, { $line }행: “{ $found }” 대신 { $expected } 값이 있어야 합니다.
sidebar-data-gone = 데이터가 더는 여기에 없습니다.
sidebar-not-trained = 학습된 가중치는 이 페이지의 과제와 단어 “{ $word }”에 대해서만 있습니다.
sidebar-unfit = { $file }: 있어야 할 것: { $wanted }, 실제: { $found }
sidebar-nothing-written = 글을 써내는 과제가 아닙니다.
sidebar-no-task = 과제가 아니라 글이므로 경주할 수 없습니다.
sidebar-out-of-range = { $found }: 범위({ $range }) 밖입니다.
sidebar-no-number = 입력이 없습니다. { $range } 사이의 수를 입력하세요.
sidebar-not-a-number = “{ $found }”: 수가 아닙니다. { $range } 사이의 수를 입력하세요.
sidebar-not-whole = { $found }: 정수가 아닙니다. { $range } 사이의 정수를 입력하세요.
sidebar-still-shows = 그림은 여전히 { $value } 값을 보여 줍니다.
sidebar-range = { $smallest }~{ $largest }

## Tasks

task-choice = 과제
task-text = 직접 입력한 단어
task-text-group = 다음 글자 예측
task-group-one-to-one = 일대일
task-group-one-to-many = 일대다
task-group-many-to-one = 다대일
task-group-many-to-many-delayed = 다대다, 다 읽은 뒤 출력
task-group-many-to-many-in-step = 다대다, 스텝마다 출력
task-memory = 기억 과제
task-character = 글자 모델
task-label-low = 낮음
task-label-high = 높음
task-label-neg = 부정
task-label-pos = 긍정
task-name-blood-pressure = 신체 정보 → 혈압
task-name-caption-en = 그림 → 영어 이름
task-name-caption-ko = 그림 → 한국어 이름
task-name-sentiment-en = 영어 문장 → 감정
task-name-sentiment-ko = 한국어 문장 → 감정
task-name-translation = 영어 → 한국어
task-name-dates = 날짜 → 한국어 날짜
task-name-pos-en = 영어 품사
task-name-pos-ko = 한국어 품사
task-name-moving-digit = 동영상 → 방향
task-name-sonnet = 셰익스피어 소네트 18번
task-name-poem-syllables = 한국어 시, 음절 단위
task-name-poem-jamo = 한국어 시, 자모 단위
task-name-first-symbol = 첫 기호 기억하기
task-name-temporal-order = 시간 순서
task-name-adding = 덧셈
task-name-copying = 따라 쓰기
task-name-parity = 홀짝
task-about-blood-pressure = 한 사람의 나이, 성별, 키, 몸무게, 허리둘레를 한 스텝에 읽고 혈압이 높은지 낮은지 답합니다. 두 번째 스텝이 없으므로 순환 연결은 그려지기만 하고 쓰이지 않습니다.
task-about-caption-en = 첫 스텝에서 8×8 픽셀 그림을 읽습니다. 그다음 숫자의 이름을 한 글자씩 쓰고, 쓴 글자를 다음 스텝에서 다시 읽습니다.
task-about-sentiment-en = 문장의 단어(한국어는 형태소)를 하나씩 읽고 마지막 스텝에서만 손실을 잽니다. 좋은 평인가요, 나쁜 평인가요?
task-about-translation = 영어 문장을 끝까지 읽은 뒤에야 한국어 문장이 시작됩니다. 주어, 목적어, 동사의 순서이고 조사는 앞의 명사에 따라 달라집니다. 일부 조합은 테스트용으로 남겨 둡니다.
task-about-dates = 영어식으로 쓴 날짜를 끝까지 읽은 뒤 한국어로 씁니다.
task-about-pos-en = 단어(한국어는 형태소)를 읽자마자 품사를 답합니다. 같은 단어가 어디서는 명사이고 어디서는 동사일 수 있습니다. NOUN 명사, PRON 대명사, NUM 수사, VERB 동사, ADJ 형용사, ADV 부사, DET 관형사(영어는 한정사), PART 조사(영어는 불변화사), END 어미, INTJ 감탄사, ADP 전치사, AUX 조동사, CCONJ·SCONJ 접속사, PUNCT 문장 부호.
task-about-moving-digit = 숫자가 가장자리끼리 이어진 그림 위를 움직입니다. 프레임마다 움직이는 방향을 답하는데, 한 프레임만 보아서는 알 수 없습니다.
task-about-sonnet = 글자마다 다음 글자를 예측합니다. 글이 짧아서 신경망이 통째로 외웁니다.
task-about-first-symbol = 맨 처음 기호가 무엇이었는지 끝에서 묻습니다. 그 사이는 모두 잡음입니다.
task-about-temporal-order = 앞쪽 어딘가와 중간 어딘가에 X나 Y가 잡음에 섞여 하나씩 있습니다. 끝에서 묻습니다. 무엇이 어떤 순서로 나왔나요? (Hochreiter & Schmidhuber 1997, 실험 6a)
task-about-adding = 수 가운데 두 개에 표시가 있습니다. 끝에서 그 합을 답합니다. (Hochreiter & Schmidhuber 1997, 실험 4)
task-about-copying = 기호 열 개를 읽고 오랫동안 아무것도 없다가, 읽은 기호를 그대로 되풀이해야 합니다. (Arjovsky, Shah & Bengio 2016)
task-about-parity = 1의 개수가 홀수인가요? 비트 하나만 잊어도 찍을 수밖에 없습니다.
task-about-own-text = 글자마다 다음 글자를 예측합니다. 5,000글자보다 짧은 글은 통째로 외우고, 더 긴 글은 마지막 10분의 1을 테스트용으로 씁니다.
task-about-own-table = 행의 단어를 소문자로 하나씩 읽고 마지막 스텝에서 라벨을 답합니다. 라벨마다 다섯 행에 하나씩 테스트용으로 씁니다. 학습 데이터에 없는 단어는 (?)로 읽습니다.
task-credit-blood-pressure = 데이터: National Health and Nutrition Examination Survey 2017–2018, CDC/NCHS (퍼블릭 도메인).
task-credit-digits = 데이터: E. Alpaydin & C. Kaynak (1998), Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, scikit-learn 제공 (CC BY 4.0).
task-credit-sentiment-en = 데이터: Hutto & Gilbert (2014), VADER, ICWSM-14 (MIT).
task-credit-poems = 윤동주와 김소월의 시 (퍼블릭 도메인).
task-credit-sonnet = 윌리엄 셰익스피어, 1609년 (퍼블릭 도메인).
task-credit-sentiment-ko = 이 페이지를 위해 쓴 문장입니다.
task-loading = 데이터를 불러오는 중…
task-missing = { $file } 파일을 불러오지 못했습니다. 그림은 이전 과제를 그대로 보여 줍니다.
task-missing-because = { $file } 파일을 불러오지 못했습니다({ $reason }). 그림은 이전 과제를 그대로 보여 줍니다.
task-again = 다시 시도
task-example = 예제
task-example-of =
    { $set ->
        [test] 테스트용 { $count }개 중 { $number }번
       *[training] 학습용 { $count }개 중 { $number }번
    }
task-previous = 이전 예제
task-next = 다음 예제
task-random = 아무거나
task-length = 길이
task-sizing = 같게 맞출 것
task-same-units = 유닛 수
task-same-parameters = 파라미터 수
task-same-nothing = 없음
task-own-rnn = RNN 유닛 수
task-own-lstm = LSTM 유닛 수
task-own-gru = GRU 유닛 수
task-parameters-name = 최대 파라미터 수
task-parameters-help = 셀마다 들어가는 만큼 유닛을 둡니다.
task-batch = 배치 크기
task-decay-name = 감쇠
task-decay-help = 업데이트 n번 뒤의 학습률은 η · e^(−감쇠 · n)입니다.
task-dropout-name = 입력 드롭아웃
task-dropout-help = 학습할 때 빼고 읽는 입력의 비율입니다.
task-window-name = 역전파 절단
task-window-help = 학습할 때 기울기가 거슬러 가는 스텝 수입니다. 0이면 끝까지 갑니다.
task-forcing-name = 학습할 때 읽는 것
task-forcing-help = 답을 다음 스텝에서 다시 읽는 과제에서 씁니다.
task-encoder-name = 인코더와 디코더
task-encoder-help = 인코더가 문장을 끝까지 읽고, 디코더는 인코더의 마지막 상태에서 출발해 답합니다. 하나의 셀일 수도 있고, 각자의 가중치를 가진 두 셀일 수도 있습니다.
task-encoder-own = 각자의 가중치
task-encoder-shared = 공유 가중치
task-forcing-on = 정답
task-forcing-off = 자기가 낸 답

## Data of the reader’s own

own-group = 직접 넣기
own-name-text = 직접 넣은 글(긴 글)
own-name-table = 직접 넣은 표(라벨, 글)
own-field-text = 내 글
own-field-table = 내 표
own-help-text = 글을 붙여 넣거나 파일을 끌어다 놓거나 선택하세요. UTF-8 일반 텍스트, 최대 1 MB.
own-help-table = 라벨, 탭, 글로 된 행을 붙여 넣거나 파일을 끌어다 놓거나 선택하세요. UTF-8, 최대 1 MB, 라벨 2~20개, 10행 이상.
own-promise = 이 기기에서만 읽으며 밖으로 나가지 않습니다. 다만 데이터가 짧으면 다른 사람에게 건네는 링크에 함께 담깁니다.
own-apply = 이것으로 학습
own-file = 파일 선택…
own-tab = 탭 넣기
own-tab-hint = 커서 자리에 탭을 넣습니다. 탭 키는 다음 컨트롤로 넘어가는 데 쓰입니다.
own-back = 전에 있던 내용 되돌리기
own-problems = { $count ->
        [1] 아직 맞지 않는 것이 하나 있습니다. 그림은 이전 것을 그대로 보여 줍니다.
       *[other] 아직 맞지 않는 것이 { $count }가지 있습니다. 그림은 이전 것을 그대로 보여 줍니다.
    }
own-problem = { $line }행: { $reason }
own-others = 그 밖에 { $count }가지가 더 있습니다.
own-show-line = 이 행 선택
own-unread = 파일을 읽을 수 없습니다.
own-unread-because = 파일을 읽을 수 없습니다({ $reason }).
own-waiting = 아직 이것으로 학습하지 않습니다. 그림은 이전 것을 그대로 보여 줍니다.
own-counts-text-letters = (한글은 자모로 읽음)
own-counts-text = { $characters }글자{ $letters }, 서로 다른 글자 { $different }개.
own-counts-table = { $rows }행(테스트용 { $for_testing }행), 라벨 { $labels }개, 단어 { $words }개(아는 단어 { $known }종).
own-reason-too-large = { $found }바이트는 너무 큽니다. 최대 1,000,000바이트입니다.
own-reason-not-utf8 = { $byte }번째 바이트(0x{ $found })가 UTF-8이 아닙니다. 파일을 UTF-8로 저장하세요.
own-reason-no-tab = { $text }에 탭이 없습니다. 라벨, 탭, 글이 있어야 합니다.
own-reason-tabs = { $text }에 탭이 { $tabs }개 있습니다. 라벨 뒤에 하나만 있어야 합니다.
own-reason-no-label = { $text }에서 탭 앞에 라벨이 있어야 합니다.
own-reason-no-words = { $text }에서 탭 뒤에 단어가 있어야 합니다.
own-reason-too-many-words = 단어 { $found }개는 너무 많습니다. 최대 { $most }개입니다.
own-reason-no-rows = 아직 행이 없습니다.
own-reason-too-few-labels = 서로 다른 라벨이 { $found }개뿐입니다. 구별하려면 { $fewest }개 이상 있어야 합니다.
own-reason-too-many-labels = 라벨이 너무 많습니다. { $found }종이 있는데 최대 { $most }종입니다. 라벨이 먼저, 글이 다음입니다.
own-reason-too-few-rows = 라벨 { $labels }개에 { $found }행은 너무 적습니다. { $wanted }행 이상이어야 합니다.
own-reason-too-few-characters = 이 길이의 창에 { $found }글자는 너무 적습니다. { $wanted }글자 이상이어야 합니다.
own-reason-too-many-kinds = 글자의 종류가 너무 많습니다. { $found }종이 있는데 최대 { $most }종입니다.

## Toolbar, stage, transport, data table, keys

stage-toolbar = 보이는 것
stage-cells = 셀
stage-text = 입력
stage-steps = 스텝
stage-units = 유닛
stage-fold = 순환을 그리는 방식
stage-unrolled = 펼침
stage-rolled = 접음
stage-measured-at = 손실을 재는 곳
stage-every-step = 모든 스텝
stage-last-step = 마지막 스텝
stage-loss-label = 손실
stage-updates = 업데이트 { $updates }
stage-stage = 스테이지: 시간에 따른 신경망
stage-stage-keys = 화살표 키로 스텝과 유닛 사이를, 페이지 키로 셀 사이를 옮겨 다니고, Enter를 누르면 그 스텝의 시점으로 갑니다.
stage-input = 입력 x
stage-output = p(다음)
stage-link = 링크
stage-link-hint = 지금 이 화면을 그대로 여는 링크를 복사합니다
stage-link-copied = 복사됨
stage-link-kept = 주소창을 보세요
stage-output-of = y { $output }, 정답 { $wanted }
stage-numbers-read = 수 { $count }개
stage-picture = 그림
stage-nothing-read = 없음
stage-hint = 무엇이든 가리키거나 누르면 값을 읽을 수 있습니다.
stage-hint-keys = d는 모든 수, c는 코드, ?는 키 목록입니다.
stage-shared-weights = 공유 가중치
stage-weight-input-to-state = 입력에서 상태로
stage-weight-state-to-state = 상태에서 다음 상태로
stage-weight-state-to-output = 상태에서 출력으로
stage-weight-input-to-encoder = 입력에서 인코더의 상태로
stage-weight-encoder-to-encoder = 인코더의 상태에서 다음 상태로
stage-weight-encoder-steps = 인코더의 모든 스텝
stage-weight-decoder-steps = 디코더의 모든 스텝
stage-weight-all-steps = 모든 스텝
stage-weight-note = W_{ $index }, { $path }: 가중치는 한 벌이고 { $steps }에서 쓰입니다
stage-value-scale-note = 값: 0보다 작으면 파랑, 0이면 흰색, 크면 주황. h는 −1부터 1까지, c는 −2부터 2까지이고, 그 밖은 색이 그대로이므로 값을 가리켜 읽으세요.
stage-gradient-scale-note = 기울기: 화살표의 굵기와 색은 ∂L/∂h의 노름을 하나의 절대 로그 눈금(10⁻⁶~10²)으로 나타냅니다.
stage-read-input = x{ $index } = “{ $character }”, 다음 글자는 “{ $next }”
stage-read-step-some = x{ $index } = “{ $read }”, 정답은 “{ $wanted }”
stage-read-step-none = x{ $index } = “{ $read }”, 답을 묻지 않음
stage-read-not-yet = { $cell } { $symbol }: 이 시점에는 아직 계산되지 않았습니다
stage-read-unit = { $cell } { $symbol } 유닛 { $unit } = { $value }{ $gradient }
stage-read-is-target = {" "}(정답)
stage-read-loss = , 손실 −ln p = { $loss }
stage-says = 예측
stage-read-own = , 이 스텝 자신의 손실만 보내는 ‖∂L{ $index }/∂h{ $index }‖ = { $own }
stage-forward = 순전파
stage-backward = 역전파
stage-loss = 손실
stage-update = 업데이트
stage-forward-at = 순전파 t = { $step }
stage-backward-at = 역전파 t = { $step }
stage-weight-gradient = 가중치의 기울기
stage-weight-gradient-formula = ∂L/∂W = Σₜ, 이 예제만의 값
stage-update-formula = W ← W + 변화량, 계속 진행하면 적용됩니다
stage-transport = 재생 조작
stage-scrubber = 시점
stage-first = 첫 시점
stage-back = 한 스텝 뒤로
stage-play = 재생
stage-pause = 일시 정지
stage-next = 한 스텝 앞으로
stage-last = 마지막 시점
stage-granularity = 이동 단위
stage-operation = 연산
stage-step = 스텝
stage-pass = 패스
stage-speed = 속도
stage-sound = 기울기를 소리로(역전파에서만 들리고 순전파의 시점에는 소리가 없습니다)
stage-sound-help = 역전파의 시점마다 셀이 레인 순서대로, 왼쪽에서 오른쪽으로 ‖∂L/∂hₜ‖의 소리를 냅니다. 순전파에서는 아직 기울기가 없으므로 소리도 없습니다. 10⁻⁵은 220 Hz, 10은 3520 Hz이고, 두 옥타브 높으면 천 배입니다. 10⁻⁵보다 작거나 10보다 크면 음높이가 더 변하지 않습니다. 딸깍 소리는 정확히 0, 지직거리는 소리는 ∞나 NaN입니다.
stage-show-data = 데이터
stage-data-title = “{ $text }”의 모든 수치
stage-data-note = 이번 반복의 모든 수치입니다. 스테이지의 시점: { $moment }.
stage-close = 닫기
stage-column-input = 입력
stage-column-target = 정답
stage-column-loss = 손실
stage-column-unit = 유닛
stage-units-title = 스텝 { $step }의 유닛
stage-weights-title = { $cell }의 가중치: 수 { $count }개
stage-too-many-weights = 너무 많아서 나열하지 않습니다. 스테이지 아래 패널에서 가중치를 가리키면 마지막 자리까지 읽을 수 있습니다.
stage-sum = 합
stage-show-keys = 키
stage-keys-title = 키보드
stage-key-step = 한 스텝 뒤로, 앞으로
stage-key-pass = 한 패스 뒤로, 앞으로
stage-key-space = 스페이스
stage-key-play = 재생, 일시 정지
stage-key-stop = 다음 멈춤까지 실행
stage-key-first = 첫 시점, 업데이트
stage-key-update = 업데이트 한 번 뒤의 같은 시점
stage-key-operation = 이동 단위를 셀의 연산 하나 또는 한 스텝으로
stage-key-fold = 접거나 펼치기
stage-key-panel = 다음 패널, 이전 패널
stage-key-sound = 기울기를 소리로 듣기, 끄기
stage-key-data = 모든 수를 표로
stage-key-code = 같은 신경망의 Python 코드
stage-key-keys = 이 목록
stage-key-tab = Tab, 그다음 화살표
stage-key-wiring = 배선도 안에서: 양에서 양으로, 유닛에서 유닛으로 옮겨 다니고 Enter로 수가 어디서 왔는지 묻기
stage-key-stage = 스테이지 안에서: 스텝과 유닛 사이를 옮겨 다니고 Enter로 그 스텝으로 가기

## What playing stops at

stops-open = 멈출 곳…
stops-open-with = 멈출 곳…({ $count }개 선택)
stops-note = 보이는 셀 중 하나에서라도 여기서 고른 조건이 처음 참이 되는 시점에 재생이 멈춥니다.
stops-step = 스텝 t =
stops-step-number = 멈출 스텝 t
stops-way = 어느 패스에서
stops-way-name-both = 두 패스 모두
stops-way-name-forward = 순전파
stops-way-name-backward = 역전파
stops-no-such-step = 이 글은 { $steps }스텝이므로 그 스텝에 이르지 않습니다.
stops-below = ‖∂L/∂hₜ‖ 미만:
stops-below-number = ∂L/∂h의 노름이 이보다 작으면
stops-above = ‖∂L/∂hₜ‖ 초과:
stops-above-number = ∂L/∂h의 노름이 이보다 크면
stops-saturated = 처음으로 포화된 유닛
stops-saturated-note = 게이트(σ)가 0.1보다 작거나 0.9보다 클 때입니다. Karpathy, Johnson, Fei-Fei(2015)의 기준을 따릅니다. RNN에는 게이트가 없으므로 |h|가 0.9보다 큰 tanh 유닛을 봅니다. ReLU는 포화되지 않습니다.
stops-still = 값은 여전히 { $value }입니다.
stops-run = 다음 멈춤까지 실행
stops-none-chosen = 멈출 조건을 고르지 않았습니다
stops-none-ahead = 이번 반복의 나머지에는 멈출 곳이 없습니다
stops-stopped = 멈춤: { $reason }
stops-stopped-more = 멈춤: { $reason }(그 밖에 { $more }가지)
stops-reason-step = 스텝 t = { $t }
stops-reason-norm = { $cell }의 ‖∂L/∂h{ $t }‖ = { $how }
stops-reason-no-number = { $cell }의 ‖∂L/∂h{ $t }‖ 값이 더는 수가 아님
stops-reason-unit = { $cell }의 { $symbol }{ $t } 유닛 { $unit } = { $how }
stops-below-limit = { $value }({ $limit } 미만)
stops-above-limit = { $value }({ $limit } 초과)

## Gradient check

check-title = 기울기 검사
check-nothing = 손실도 기울기도 없음
check-waiting = 기울기 검사 대기 중
check-checking = 검사 중…
check-badge-some = {" "}(셀 { $cells }개 중 { $compared }개)
check-badge-agrees = 기울기 검사 { $error }{ $some }
check-badge-differs = 기울기 틀림: { $error } 차이
check-badge-untold = 기울기를 판정할 수 없음
check-badge-not-finite = 기울기를 검사하지 않음
check-compared = 역전파는 가중치 w마다 L이 어떻게 변하는지 알려 줍니다. 이것은 손실만으로도 알 수 있습니다. w를 ±ε만큼 바꿔 글을 다시 읽으면 (L(w{"\u00A0"}+{"\u00A0"}ε) − L(w{"\u00A0"}−{"\u00A0"}ε)){"\u00A0"}/{"\u00A0"}2ε이 ∂L/∂w와 같아야 합니다. 잠시 아무것도 바뀌지 않으면 그때마다 계산합니다.
check-alarm = 무언가 잘못되었습니다. 두 값의 차이가 { $error }인데, 반올림으로 설명할 수 있는 것은 { $tolerance }까지입니다. 이 패스의 기울기를 믿지 마세요. 신경망이 아니라 프로그램의 잘못이니, 이 페이지의 링크와 함께 알려 주세요.
check-verdict-agrees = ✓ 일치
check-verdict-differs = ✕ 불일치
check-verdict-untold = – 판정 못 함: 살펴본 모든 가중치에서 L의 차분이 너무 거칩니다
check-verdict-not-finite = – 검사 안 함: 계산이 유한한 수를 벗어났습니다
check-error = 가장 큰 상대 오차
check-weight = 그때의 가중치
check-analytic = ∂L/∂w, 역전파
check-numeric = ∂L/∂w, L만으로
check-epsilon = 가장 작은 ε
check-entries = 비교한 가중치
check-entries-rest = ; { $untold }개는 차분으로 보기에 너무 작거나 꺾이는 점에 있음
check-entries-drawn = 전체 { $entries }개 중에서 뽑은 { $told }개{ $rest }
check-entries-all = { $told }개 전부
check-entries-told = { $entries }개 중 { $told }개{ $rest }
check-directions = 무작위 방향
check-directions-none = 차분으로 판정할 수 있는 방향 없음
check-directions-of = { $count }개, 모든 가중치를 한꺼번에; 가장 큰 오차 { $largest }
check-measure = ε을 점점 줄이며 차분을 구하고 ε → 0으로 외삽합니다. 위에는 가장 작은 ε이 적혀 있습니다. 역전파로 얻은 a의 오차는 |a − n| / max(|a|, |n|, 10⁷ u)입니다. u는 반올림과 곡률 때문에 n에 남는 불확실성입니다. L은 16자리까지이므로 아주 작은 기울기는 차분으로 몇 자리밖에 알 수 없습니다.

## The net as code

code-show = 코드
code-title = Python으로 쓴 같은 신경망
code-note = 바로 이 가중치와 스테이지가 읽는 입력이 담긴 완전한 스크립트입니다. 순전파와 역전파를 실행하고, 그림에 업데이트가 있으면 그 업데이트도 계산합니다. 페이지에 보이는 수를 그대로 출력하며, 라이브러리마다 더하는 순서가 달라서 마지막 자리만 다를 수 있습니다.
code-shortened = 가중치가 많아 처음 몇 행만 보입니다. 복사와 다운로드에는 전부 들어 있습니다.
code-library = 라이브러리
code-cell = 셀
code-script = 스크립트 { $name }
code-copy = 복사
code-copied = 복사됨
code-selected = 브라우저가 클립보드를 막고 있습니다. 전체를 선택해 두었으니 직접 복사하세요.
code-refused = 브라우저가 클립보드를 막고 있습니다. 대신 파일을 다운로드하세요.
code-download = { $name } 다운로드

## Training on data

race-title = 학습
race-subtitle = 모든 셀이 같은 배치(시퀀스 { $batch }개)로 똑같이 업데이트합니다. 손실과 정답률은 테스트 세트에서 잰 값입니다.
race-play = 학습
race-pause = 일시 정지
race-one = 업데이트 한 번
race-until = 목표까지 학습
race-who = 누가 정답률에 도달해야 하는지
race-all-cells = 모든 셀이
race-any-cell = 한 셀이라도
race-reach = 도달:
race-goal = 학습 목표로 삼을 테스트 정답률(퍼센트)
race-reset = 처음부터
race-progress = 업데이트 { $updates }번, 예제 { $examples }개
race-computing = 업데이트 { $to }번 뒤의 가중치를 계산하는 중…
race-loss = 답 하나당 손실
race-accuracy-whole = 정답률(시퀀스 전체)
race-accuracy-within = 정답률(오차 { $most } 미만)
race-accuracy-classes = 정답률
race-canvas-loss = 차트: 업데이트에 따른 각 셀의 테스트 손실
race-canvas-accuracy = 차트: 업데이트에 따른 각 셀의 정답률
race-summary-loss-one = { $name }: { $after } { $last }.
race-summary-loss = { $name }: 처음 { $first }, { $after } { $last }{ $best }.
race-summary-lowest = (최저는 { $after } { $best })
race-summary-accuracy = { $name }: { $after } { $last }{ $best }.
race-summary-highest = (최고는 { $after } { $best })
race-summary-first = 정답률 { $accuracy }에 처음 도달한 셀: { $name }({ $after }){ $then }{ $missing }.
race-summary-then = , 그다음 { $name }({ $after })
race-summary-missing = . 아직 도달하지 못한 셀: { $names }
race-summary-nobody = 정답률 { $accuracy }에 도달한 셀이 아직 없습니다.
race-summary-norms = { $name }: ‖∂L/∂W‖의 최댓값은 업데이트 { $at }의 { $largest }, 마지막 값은 { $last }이며, 클리핑된 업데이트는 없습니다.
race-summary-norms-clipped = { $name }: ‖∂L/∂W‖의 최댓값은 업데이트 { $at }의 { $largest }입니다. 업데이트 { $updates }회 가운데 { $clipped }회가 클리핑되었고, 마지막 값은 { $last }입니다.
race-summary-explodes = { $name }: 업데이트 { $updates }에서 폭발해 그 업데이트를 하지 않았습니다.
race-floor = 아무것도 기억하지 못할 때: { $loss }
race-history = 가중치
race-history-newest = { $shown }, 최신
race-history-first = { $after }; 최신 가중치: { $newest }
race-history-after = { $shown }; 최신 가중치: { $newest }번 후
race-history-hint = 클릭하거나 끌면 학습 중 어느 때의 스테이지, 셀, 기울기든 볼 수 있습니다.
race-newest = 최신
race-gate-means = 게이트가 열린 정도
race-gate-means-hint = 보이는 가중치에서, 각 게이트를 유닛과 스테이지의 스텝에 대해 평균한 값
race-table-at-judged = ; 손실과 정답률은 { $judged }에 마지막으로 잰 값입니다
race-table-at-speed = {" "}속도만 최신 값입니다.
race-table-at = { $updates }의 수치입니다{ $judged }.{ $speed }
race-column-cell = 셀
race-column-units = 유닛
race-column-parameters = 파라미터(출력층 포함)
race-column-multiply-adds = 스텝당 곱셈·덧셈
race-column-bytes = 스텝당 바이트
race-column-speed = 초당 업데이트
race-costs = 스텝당 바이트: 되돌아올 때 쓰려고 학습이 스텝마다 남겨 두는 셀의 f32 값과 기울기. 유닛 하나에 RNN { $rnn }, GRU { $gru }, LSTM { $lstm }바이트입니다. 곱셈·덧셈은 셀의 가중치와 하는 것만 세고 출력층은 뺍니다.
race-column-loss = 손실: 테스트, 학습
race-column-right-whole = 시퀀스 전체 정답률: 테스트, 학습
race-column-right = 정답률: 테스트, 학습
race-incident-replaced = { $kind }의 워커를 잃었습니다{ $reason }. 다른 워커가 업데이트 { $updates }부터 이어 갑니다.
race-incident-no-worker = 학습은 페이지와 따로 실행되는데 워커를 만들 수 없습니다{ $reason }. 페이지가 직접 계산하므로 더 느립니다.
race-exploded-at = 스텝 { $t }에서
race-exploded-sum = 스텝에 걸쳐 합하다가
race-exploded-back = 되돌아오는 길의 스텝 { $t }에서
race-exploded-change = 가중치를 바꾸다가
race-exploded-good = { $good ->
        [0] 첫 업데이트
       *[other] 정상 업데이트 { $good }번 뒤
    }
race-exploded = { $cell }: 업데이트 { $updates }({ $good }) 도중 { $place } 오버플로가 일어났습니다. 넘친 값: { $quantity }.{ $chain }{ $before } 모든 셀은 { $after }의 가중치를 그대로 유지합니다.
race-clip = 노름을 1로 클리핑
race-slower = 학습률을 10분의 1로
race-answers = 이 예제에 대한 답
race-wanted = 정답
race-right-of = { $all }개 중 { $right }개
race-right-not-whole = { $all }개 중 { $right }개: 전부가 아니므로 오답
race-right-whole = { $all }개 중 { $right }개: 정답
race-given-up = 업데이트 { $updates }번을 버렸습니다.
race-take-back = 되돌리기
race-take-back-hint = 이전 설정과 가중치로 돌아갑니다
race-after = { $updates ->
        [0] 시작 시점
       *[other] 업데이트 { $updates }번 후
    }
race-from-the-start = { $cell } ✓ 처음부터
race-there-at = { $cell } ✓ { $updates }번 만에
race-done = 끝
race-not-there = 아직 도달하지 못함
race-waiting-first = 첫 셀을 기다리는 중
race-waiting-for = 기다리는 셀: { $names }
race-list-more = { $name },{" "}
race-list-last = { $others }{ $before }, { $last }
race-list-one = { $name }
race-hidden-state = 은닉 상태 h
race-cell-state = 셀 상태 c
race-candidate = 후보 { $symbol }
race-output = 출력 y
race-logits = 출력(로짓)
race-probabilities = 답의 확률
race-loss-name = 손실 L
race-gate = 게이트 { $gate }
race-chain = {" "}‖{ $symbol }‖: t = { $first }에서 { $from }, t = { $last }에서 { $to }.
race-before = {" "}직전 업데이트들의 ‖∂L/∂W‖: { $last }.

## Which examples are wrong

mistakes-title = 각 셀이 틀린 예제
mistakes-open = 틀린 예제
mistakes-asking-first = 예제에 답하는 중…
mistakes-asking = 예제에 답하는 중: { $all }개 중 { $done }개…
mistakes-later = 학습이 멈추면 다시 답합니다.
mistakes-now = { $after }의 가중치로 답했습니다.
mistakes-old = 지금 가중치({ $now })가 아니라 { $then }의 가중치로 답한 것입니다.
mistakes-sets = 예제
mistakes-test = 학습에 쓰지 않은 { $asked }개(테스트)
mistakes-test-first = 학습에 쓰지 않은 { $all }개 중 처음 { $asked }개(테스트)
mistakes-training = 학습용 { $asked }개
mistakes-training-first = 학습용 { $all }개 중 처음 { $asked }개
mistakes-whose = 틀린 셀
mistakes-any-cell = 아무 셀이나
mistakes-only-wrong = 틀린 것만
mistakes-wrong = { $name }: { $all }개 중 { $wrong }개 오답, 정답률 { $right }
mistakes-wrong-answers = { $name }: 답 { $all }개 중 { $wrong }개 오답, 정답률 { $right }. 예제로는 { $examples }개 중 { $bad }개에 오답이 있습니다.
mistakes-wrong-somewhere = { $all }개 중 { $wrong }개를 한 셀 이상이 틀렸습니다
mistakes-number = 번호
mistakes-read = 예제
mistakes-wanted = 정답
mistakes-is-right = 맞음
mistakes-is-wrong = 틀림
mistakes-wrong-of = { $all }개 중 { $wrong }개 오답
mistakes-more = { $all }개 중 { $shown }개를 보고 있습니다. 더 보기
mistakes-pair = { $name }: 정답 “{ $wanted }”, 답 “{ $said }”: 예제 { $count }개
mistakes-without-pair = 틀린 예제 모두 보기
mistakes-table = { $name }: 어떤 답을 몇 번 했는지. 수를 누르면 그 예제가 나열됩니다.
mistakes-table-of = 정답 ↓ 답 →
mistakes-count = 정답 “{ $wanted }”, 답 “{ $said }”: { $count }번

## Fixed gates

gates-title = 게이트를 고정하면 생기는 일
gates-empty = 이 설정으로는 아직 학습한 적이 없습니다. 학습하고, 설정에서 게이트를 고정한 뒤 다시 학습해 보세요. 아니면 여기서 게이트를 하나씩 시험해 보세요.
gates-compared = 고정한 게이트 말고는 모두 같은 설정으로 각각 { $updates }번 업데이트한 뒤 테스트 세트에서 잰 값입니다. 그 게이트가 없는 셀은 아무것도 고정하지 않았을 때와 똑같이 계산합니다. RNN에는 게이트가 없습니다.
gates-try-each = 하나씩 시험
gates-stop = 중지
gates-to = 업데이트 수
gates-progress = 실행 { $run }/{ $runs }: { $cell }, { $fixed }: 업데이트 { $updates }/{ $to }
gates-all-tried = 모두 { $updates }번씩 업데이트해 보았습니다.
gates-failed = 시험해 볼 워커를 만들 수 없습니다.
gates-failed-because = 시험해 볼 워커를 만들 수 없습니다({ $reason }).
gates-fixed = 고정
gates-none = 없음
gates-loss = 손실
gates-right = 정답률
gates-updates = 업데이트 수
gates-exploded = { $updates }번째에 폭발

## Samples

samples-title = 샘플
samples-subtitle = 각 셀이 스스로 쓴 글: 시작 글을 읽은 다음, 방금 자기가 쓴 글자를 다시 읽으며 이어 씁니다.
samples-answer-subtitle = 각 셀이 스스로 쓴 답: 끝 표시 ⏎가 나올 때까지 방금 자기가 쓴 기호를 다시 읽습니다.
samples-prompt = 시작 글
samples-begins-with = { $given } (예제와 같음)
samples-length = 글자 수
samples-temperature = 온도 τ
samples-greedy = 0, 탐욕적
samples-draw = 다시 뽑기
samples-draw-hint = 다른 난수를 씁니다. 난수는 모든 셀에 똑같습니다. 온도가 0이면 뽑을 것이 없습니다.
samples-seed = 뽑기 { $seed }
samples-still = 샘플은 여전히 “{ $given }”에서 시작합니다.
samples-written-by = { $cell }의 글: 화살표 키로 기호 사이를 옮겨 다닙니다
samples-hint = 기호를 가리키면 그 자리에 무엇이 올 수 있었는지 보입니다. 아래 막대는 그 기호의 p입니다.
samples-drawn-at = t = { $step }: { $cell }의 선택 { $symbol }
samples-drawn-with = τ = { $temperature }에서 확률 { $chance }로 뽑힘
samples-likeliest = 가장 그럴듯함
samples-p-note = p는 스테이지와 같이 신경망 자신의 softmax(y)입니다.
samples-step-through = { $cell }의 샘플을 스테이지에서 한 스텝씩 보기
samples-step-short = 한 스텝씩
samples-on-stage = { $updates ->
        [0] 스테이지는 시드의 가중치로 { $cell } 셀이 스스로 쓴 글을 읽습니다. 모든 셀이 이 같은 글을 읽습니다.
       *[other] 스테이지는 업데이트 { $updates }번 뒤 { $cell } 셀이 스스로 쓴 글을 읽습니다. 모든 셀이 이 같은 글을 읽습니다.
    }
samples-nothing-measured = 여기서는 답에 맞고 틀림이 없습니다. 재는 것이 없으므로 손실도 기울기도 없습니다.
samples-still-measured = 손실은 예제의 정답에 대한 것입니다.
samples-back = 예제로 돌아가기
samples-unknown = 신경망은 “{ $character }”({ $place }번째 글자)를 모릅니다. 한 번도 읽은 적이 없습니다.
samples-too-long = 시작 글로 { $found }글자는 너무 깁니다. 100글자까지 됩니다.

## Cell view and cards

explain-inside = t = { $step }, { $cell }의 내부
explain-inside-note = 값은 글자색 선을 따라 앞으로 가고, 기울기는 자홍색 선을 따라 되돌아옵니다. 기울기 선의 굵기는 노름을 하나의 로그 눈금으로 나타냅니다.
explain-hint = 유닛, 노드, 선을 가리키면 값을 읽을 수 있고, 누르면 어디서 온 수인지 알 수 있습니다.
explain-drawing = { $cell }의 배선도
explain-drawing-keys = 위아래 키로 양에서 양으로, 좌우 키로 유닛에서 유닛으로 옮겨 다니고, Enter로 수가 어디서 왔는지 묻습니다.
explain-cells = 들여다볼 셀
explain-follow = 유닛
explain-previous-unit = 이전 유닛
explain-next-unit = 다음 유닛
explain-operation = { $cell } { $number }/{ $count }: { $name }
explain-title = 이 수는 어디서 왔을까
explain-pinned = 고정한 카드
explain-pin = 이 카드 고정
explain-unpin = 카드 고정 풀기
explain-target = 정답
explain-not-yet = 이 시점에는 아직 계산되지 않았습니다.
explain-over-all-weights = 신경망의 모든 가중치에 걸친 계산이라 다 적기에는 너무 많습니다.
explain-too-many = 수 { $count }개: 다 적기에는 너무 많습니다.
explain-more-terms = + 항 { $count }개 더
explain-fewer-terms = 줄이기
explain-comes-from = 온 곳
explain-used-by = 쓰이는 곳
explain-more = 그 밖에 { $count }개
explain-maps-note = 가중치는 한 벌이고 모든 스텝이 함께 씁니다.
explain-map-row-column = { $row }행 { $col }열
explain-map-row = { $row }행
explain-map-column = { $col }열
explain-which-units = , 유닛 { $number }
explain-input-note = 주어진 값: 글자 “{ $character }”의 원-핫 벡터로, 그 자리만 1이고 나머지는 0입니다.
explain-initial-note = 주어진 값: 첫 스텝 전의 상태는 0입니다.
explain-weight-read-at = 입력이 “{ $character }”인 모든 스텝에서 읽는 가중치 하나입니다.
explain-weight-used = 모든 스텝에서 쓰이는 가중치 하나입니다.
explain-weight-drawn-first = 시드 { $seed }에서 무작위로 뽑은 값
explain-weight-drawn = 시드 { $seed }에서 뽑은 값
explain-weight-trained = 미리 학습된 신경망의 값
explain-weight-updated = , 업데이트 { $updates }번
explain-of-later = 지금 보이는 시점보다 나중의 값입니다.
explain-shared-note = 같은 가중치가 모든 스텝에서 쓰였으므로, 그 기울기는 각 스텝이 기여한 것의 합입니다.
explain-softmax-note = 모든 y에서 가장 큰 y를 빼고 계산합니다. 오버플로를 막을 뿐 결과는 달라지지 않습니다.
explain-loss-note = 정답의 −ln p입니다.
explain-target-note = 주어진 값: 다음 글자의 원-핫 벡터입니다.
explain-quantity-gradient = { $name }의 기울기
explain-quantity-gradient-norm = 전체 기울기의 노름
explain-quantity-update-clipped = 클리핑한 { $name } 기울기
explain-quantity-update-remembered = 옵티마이저가 기억하던 { $name }의 값
explain-quantity-update-remembers = 옵티마이저가 새로 기억하는 { $name }의 값
explain-quantity-update-after = 업데이트 뒤의 { $name }
explain-gate-input = 입력 게이트
explain-gate-forget = 망각 게이트
explain-candidate = 후보
explain-gate-output = 출력 게이트
explain-gate-reset = 리셋 게이트
explain-gate-update = 업데이트 게이트
explain-state = 상태
explain-variable-input = 입력
explain-variable-pre = { $gate }의 활성화 전 값
explain-reset-state = 리셋된 상태
explain-share-in-candidate = 후보에서 상태가 차지하는 몫
explain-squashed-cell-state = tanh를 거친 셀 상태
explain-variable-cell = 셀 상태
explain-variable-hidden = 은닉 상태
explain-variable-logits = 로짓
explain-variable-probs = 확률
explain-variable-target = 정답
explain-variable-step-loss = 이 스텝의 손실
explain-variable-loss = 전체 손실
explain-bias = 편향
explain-weight = 가중치

## Panels below the stage

panels-numbers = 수치로 보기
panels-flow-title = 각 스텝에 도달하는 기울기의 크기
panels-flow-loss-at = ‖∂L/∂hₜ‖₂, 로그 눈금(정규화하지 않음); 손실은 t = { $steps }에 있습니다
panels-flow-task = ‖∂L/∂hₜ‖₂, 로그 눈금(정규화하지 않음); 그 스텝부터 뒤의 손실이 모두 더해집니다
panels-flow-every = ‖∂L/∂hₜ‖₂, 로그 눈금(정규화하지 않음); 스텝마다 손실이 있어 크기가 유지됩니다. 손실 하나의 기울기가 사라지는 모습을 보려면 위에서 “마지막 스텝”을 고르세요
panels-flow-vanished = 소실: 10⁻³ 미만
panels-flow-exploding = 폭발: 10³ 초과
panels-flow-canvas = 각 스텝에 도달하는 기울기의 꺾은선 차트
panels-flow-click = 클릭하면 그 스텝으로 갑니다.
panels-influence-title = 어느 손실이 어느 상태에 닿는가
panels-influence-subtitle = ‖∂Lₛ/∂hₜ‖₂: 모두 더하기 전에 손실 하나하나가 되돌려 보내는 것
panels-influence-canvas-farthest = ; 마지막 손실은 첫 상태에 { $norm }만큼 닿습니다
panels-influence-canvas = { $name }: 히트맵, 위에서 아래로 손실, 왼쪽에서 오른쪽으로 상태{ $farthest }
panels-influence-loss-at = 손실의 스텝 s
panels-influence-state-at = 상태의 스텝 t
panels-influence-hint = 칸을 가리키거나 누르면 값이 보입니다. 스테이지는 그 손실에서 그 상태로 되돌아가는 길을 보여 줍니다.
panels-influence-hint-last = 여기서는 마지막 스텝에만 손실이 있어 맨 아래 행만 채워집니다. 칸을 가리키거나 누르면 스테이지가 그 길을 보여 줍니다.
panels-influence-computing = 계산 중…
panels-influence-too-many = 모든 쌍을 표로 보이기에는 너무 많습니다. “저장”에서 CSV로 받을 수 있습니다.
panels-influence-value = s = { $s }의 손실, t = { $t }의 상태: { $norm }
panels-influence-no-loss = s = { $s }에는 손실이 없습니다
panels-influence-later = t = { $t }의 상태는 s = { $s }의 손실보다 나중입니다
panels-influence-scale = 로그 눈금(정규화하지 않음)
panels-update-title = 다음 업데이트가 가중치에 하는 일
panels-update-lit = 지금
panels-update-before = 지금
panels-update-step = 변화량
panels-update-after = 업데이트 뒤
panels-update-own-domain = ±는 적힌 대로
panels-update-largest = 가장 큰 |∂L/∂W|
panels-update-clipped = 클리핑함
panels-update-not-clipped = 클리핑 안 함
panels-update-rule-adam = m, v: ∂L/∂W와 (∂L/∂W)²의 평균(β 0.9, 0.999),  W ← W − { $rate } · m̂ / (√v̂ + 10⁻⁸)
panels-update-canvas = { $tensor } { $stage }, 히트맵
panels-update-hint = 가중치를 가리키거나 누르면 그 수가 보입니다.
panels-training-title = 업데이트에 따른 손실
panels-training-subtitle-last = L = 마지막 스텝의 −ln p(정답); 모든 셀이 같은 글로 배웁니다
panels-training-subtitle-every = L = { $steps }스텝에 걸친 Σ −ln p(정답); 모든 셀이 같은 글로 배웁니다
panels-training-one = 업데이트 한 번
panels-training-hundred = 업데이트 100번
panels-training-stop = 중지
panels-training-reset = 업데이트 0으로
panels-training-running = 업데이트 { $updates }/{ $to }
panels-training-computing = 업데이트 { $updates } 계산 중…
panels-training-not-finite = 업데이트 { $updates }에서 끝났습니다. { $cell }의 손실이 더는 유한한 수가 아닙니다.
panels-training-stopped = 업데이트 { $updates }에서 멈췄습니다.
panels-training-not-loaded = 스크립트를 불러오지 못함
panels-training-no-worker = 백그라운드 워커가 실패했습니다({ $reason }). 페이지가 직접 계산하므로 조금 덜 매끄럽습니다.
panels-training-chance = 찍을 때: { $loss }
panels-training-update = 업데이트 { $update }
panels-training-canvas = 업데이트에 따른 손실의 꺾은선 차트
panels-training-summary = { $name }: 업데이트 0에서 { $first }, 지금 { $last }.{" "}

## The sum over time

sum-title = 가중치는 한 벌, 기울기는 시간에 걸친 합
sum-caption = 같은 가중치가 모든 스텝에서 일합니다. 그래서 스텝마다 ∂L/∂W에 기여하는 몫이 있습니다. 그 몫은 그 스텝에 도착한 기울기와 가중치에 곱해진 값의 외적입니다. 한 벌뿐인 가중치의 기울기는 그 몫을 모두 더한 것이고, 역전파가 스텝에 이를 때마다 오른쪽부터 자라납니다.
sum-weights = 가중치
sum-gates = 게이트
sum-all-gates = 게이트와 후보
sum-maps = { $steps }개 스텝이 각각 { $name }에 더하는 것: 스텝마다 히트맵 하나
sum-keys = 화살표 키로 성분 사이를 옮겨 다니고, Enter로 어디서 왔는지 묻고, Page Up과 Page Down으로 스텝을 넘깁니다.
sum-sum = 합
sum-so-far = 지금까지의 합
sum-none-yet = 아직 없음
sum-whole = { $name }, 합의 히트맵; 노름은 아래에 있습니다
sum-negative = 음수
sum-no-signs = 칸이 작아 부호는 가리킬 때만 보입니다
sum-sideways = ← { $steps }스텝: 옆으로 스크롤 →
sum-hint = 성분을 가리키거나 누르면 모든 스텝에서 볼 수 있습니다. 히트맵 아래의 수는 노름입니다.
sum-not-yet = { $name }: 아직 기울기가 도달한 스텝이 없습니다
sum-entry-so-far = {" "}(지금까지)
sum-others = 나머지 { $count }개 합쳐서 { $sum }
sum-nothing = 더하는 스텝이 없습니다

## Gradient lab

lab-part-gates = 게이트
lab-part-saturation = 포화
lab-part-weights = 가중치
lab-part-rest = W_hh와 나머지 게이트
lab-title = 기울기 실험실
lab-subtitle = 위 신경망의 기울기를 낱낱이 뜯어봅니다. 바로 그려지는 것은 글, 가중치, 슬라이더를 따라 바뀝니다.
lab-source = 기울기의 출처
lab-source-all = 모든 손실의 합
lab-source-only = 하나뿐인 손실, t = { $t }
lab-source-one = t = { $t }의 손실만
lab-inputs = ∂L/∂x도 보기
lab-why = 왜일까요? ↓
lab-why-of = 이 셀의 기울기가 사라지는 곳을 이 시점의 스텝에서 보기: 기울기 실험실로
lab-waterfall-title = 기울기가 사라지는 곳
lab-waterfall-subtitle = { $cell ->
        [rnn] 한 스텝 되돌아갈 때마다 활성화 함수의 미분값과 가중치가 기울기에 곱해집니다. 한 높이에서 다음 높이까지 막대 둘, 로그 눈금(정규화하지 않음)
        [lstm] 한 스텝 되돌아갈 때마다 게이트, 활성화 함수의 미분값, 가중치가 기울기에 곱해집니다. 한 높이에서 다음 높이까지 막대 셋, 로그 눈금(정규화하지 않음). (h, c) 쌍의 기울기이고, 여기서 c는 다음 스텝에서 오는 몫만 셉니다
       *[gru] 한 스텝 되돌아갈 때마다 게이트, 활성화 함수의 미분값, 가중치가 기울기에 곱해집니다. 한 높이에서 다음 높이까지 막대 셋, 로그 눈금(정규화하지 않음)
    }. ▼: 기울기를 가장 많이 줄인 인수와 그 스텝
lab-waterfall-canvas = 마지막 스텝에서 첫 스텝까지 기울기의 폭포 차트
lab-waterfall-arrives = 도착
lab-waterfall-gates = × 게이트
lab-waterfall-saturation = × 포화
lab-waterfall-weights = × 가중치
lab-waterfall-leaves = 출발
lab-waterfall-help-gates = 채운 막대: 덧셈 길의 게이트, 곧 LSTM의 f와 GRU의 1 − z(PyTorch 방식에서는 z). 이 게이트가 모두 통과시킬 때 나갈 크기와 비교해 실제로 나가는 크기입니다. RNN에는 없습니다.
lab-waterfall-help-saturation = 줄무늬 막대: tanh의 1 − h² 같은 포화. RNN의 상태, 또는 tanh(c)와 후보가 0이어서 tanh의 미분값이 1일 때(ReLU는 켜져 있을 때) 나갈 크기와 비교해 실제로 나가는 크기입니다. 미분값 때문에 상쇄가 풀리면 막대가 올라갈 수도 있습니다.
lab-waterfall-help-weights = 빈 막대: 나머지. RNN에서는 전치한 W_hh와의 곱이고, LSTM과 GRU에서는 W_hh와 나머지 게이트, 그리고 열린 길로 지나가는 몫입니다. 커질 수 있습니다.
lab-waterfall-shared-bars = 막대 하나 = { $all ->
        [yes] { $steps }스텝
       *[no] 최대 { $steps }스텝
    }
lab-waterfall-hint = 스텝을 가리키면 인수가 보이고, 클릭하면 그리로 갑니다. 위: t = 1까지의 인수를 모두 곱한 값. t = 1 → 0의 막대는 미리 주어진 초기 상태 h₀로 이어지므로 그리기만 하고 곱에는 넣지 않습니다.
lab-waterfall-at-bars = t = { $t } → { $to }의 막대: 모두 곱해서 { $factors }.{" "}
lab-waterfall-nothing-at = t = { $t }: { $norm }, 나눌 것이 없음
lab-waterfall-summary-one = { $name }: t = 1에 { $to } 도착, 여기서 되돌아갈 다른 스텝은 없습니다.
lab-waterfall-summary = { $name }: 기울기가 t = { $last }의 { $from }에서 t = 1의 { $to }까지 { $way ->
        [falls] 줄어듭니다
       *[grows] 커집니다
    }.
lab-waterfall-most = 모든 스텝을 곱하면 { $cost }에서 가장 많이 줄어듭니다(× { $product }).
lab-waterfall-cost = 한 스텝에서 가장 작은 인수는 t = { $t }의 { $cost }: × { $factor }.
lab-waterfall-added = 되돌아가는 길에 스텝마다 그 스텝의 손실이 더해지므로, 기울기는 인수를 모두 곱한 값과 다릅니다.
lab-waterfall-gated = 빈 막대는 길이 열려 있고 포화가 없을 때 이 스텝이 하는 일입니다. W_hh와 나머지 게이트, 그리고 길을 따라가는 몫이 들어 있습니다. 거기서 줄무늬 막대는 포화가 남기는 크기로, 채운 막대는 길의 게이트가 남기는 크기로 이어집니다.
lab-waterfall-nothing = 나누어 볼 기울기가 어디에도 도착하지 않습니다.
lab-roads-title = 되돌아가는 두 갈래 길
lab-roads-subtitle = 실선: 두 길 모두. 파선: W_hh 없이 상태만 따라가는 길, × f 또는 × (1 − z)(PyTorch 방식에서는 × z). 점선: hₜ₋₁과 W_hh만 거쳐 게이트와 후보로 가는 길. 대부분의 경로가 길을 바꾸므로 둘을 더해도 전체가 되지는 않습니다
lab-road-both = 둘 다
lab-road-f = f만
lab-road-z = z만
lab-road-complement = 1 − z만
lab-road-gates = Wₕₕ만
lab-roads-canvas = { $name }: 두 길 모두와 각각의 길을 따라간 기울기의 꺾은선 차트
lab-roads-forget-bias = LSTM의 망각 편향
lab-roads-half-life = 게이트에 망각 편향 말고 다른 입력이 없다면 f = σ({ $bias })입니다. 그러면 상태만 따라가는 길(파선)에서는 { $steps }스텝 뒤에 셀 상태와 그 기울기가 절반 남습니다.
lab-stacked-title = 누구의 손실인가
lab-stacked-subtitle = 뒤따르는 각 손실의 ‖∂Lₛ/∂hₜ‖₂를 쌓았습니다. 가장 가까운 손실이 맨 아래이고, 선은 합의 노름입니다. 서로 상쇄되면 선이 낮아집니다
lab-stacked-canvas = 손실의 스텝별로 나눈, 각 스텝의 기울기 누적 막대
lab-stacked-hint = 막대의 한 부분을 가리키면 손실이 보이고, 클릭하면 그 스텝으로 갑니다.
lab-stacked-part = s = { $s }의 손실이 t = { $t }에 가져오는 것: { $norm }
lab-stacked-sum = 부분의 합
lab-stacked-nothing = { $name }: 첫 스텝에는 어느 손실에서도 아무것도 도달하지 않습니다.
lab-stacked-not-finite = { $name }: 첫 스텝에 도달하는 것이 유한한 수가 아닙니다.
lab-stacked-summary = { $name }: 첫 스텝에 도달하는 것 중 가장 큰 몫은 s = { $s }의 손실: 전체의 { $share } %.
lab-spectral-title = W_hh가 할 수 있는 일
lab-spectral-block = { $block }(W_hh에서 후보의 블록)
lab-spectral-subtitle = 채운 점: { $weights }의 고윳값; 빈 점: 미분값과 게이트까지 들어간 t = { $t }의 J = ∂s/∂s₋₁의 고윳값. 채운 점을 끌면 그 ρ에 맞게 W_hh를 새로 뽑습니다
lab-spectral-lead = 가장 바깥의 채운 점을 보세요. W_hh의 가장 큰 |고윳값|은 { $radius }입니다. { $activation }가 없다면 결국 기울기는 { $way ->
        [grows] 스텝마다 × { $radius }씩 커집니다
        [shrinks] 스텝마다 × { $radius }씩 줄어듭니다
       *[stays] 크기가 그대로입니다
    }.
lab-spectral-lead-gates = 빈 점을 보세요. 스텝마다 기울기에 곱해지는 것은 J이고, { $weights }(가장 큰 |고윳값| { $radius })은 그 일부일 뿐입니다.
lab-spectral-moves = {" "}실제로는 { $activation }의 미분값(되돌아가는 동안 평균 { $slope })도 곱해져서, t = { $last }에서 t = 1까지 { $moves }번 되돌아가는 동안 배율은 최대 × { $product }, 한 번에 × { $each }입니다.
lab-spectral-moves-gates = {" "}게이트와 상태를 따라가는 길까지 넣으면, t = { $last }에서 t = 1까지 { $moves }번 되돌아가는 동안 배율은 최대 × { $product }, 한 번에 × { $each }입니다.
lab-spectral-plane = 단위원을 그린 복소평면 위의 고윳값
lab-spectral-strip = 로그 축에 순위대로 놓은 특잇값
lab-spectral-plane-axes = 가로: 실수부; 세로: 허수부
lab-spectral-strip-axes = 가로: 순위; 세로: σ, 로그 눈금
lab-spectral-product = 곱
lab-spectral-jacobian = t = { $t }의 J, { $state }
lab-spectral-product-all = t = { $last }에서 t = 1까지 { $moves }번 되돌아갈 때의 J의 곱
lab-spectral-below = { $limit } 미만, 반올림 오차
lab-spectral-radius = W_hh의 ρ
lab-spectral-no-number = (수가 아님)
lab-spectral-grows = 여기서는 커지는 기울기가 있습니다
lab-spectral-shrinks = 여기서는 모든 기울기가 줄어듭니다
lab-spectral-undefined = 여기서는 수가 아닙니다
lab-spectral-must-vanish = σ_max(W_hh) < 1/γ(γ는 활성화 함수의 가장 큰 미분값, 1): 길게 보면 모든 기울기가 반드시 소실됩니다(충분조건).{" "}
lab-spectral-can-explode = σ_max(W_hh) > 1/γ(γ는 활성화 함수의 가장 큰 미분값, 1): 기울기가 폭발할 수 있지만 반드시 그런 것은 아닙니다(필요조건).{" "}
lab-spectral-no-move = { $sure }스텝이 하나뿐이라 다른 스텝으로 되돌아가는 일이 없고, 곱할 것도 없습니다.
lab-spectral-summary = { $sure }미분값과 게이트까지 치면 t = { $last }에서 t = 1까지 { $moves }번 되돌아가는 동안 기울기에 곱해지는 배율은 최대 × { $product }: { $what }.
lab-shortened-title = 절단과 클리핑
lab-shortened-subtitle = 모든 손실을 더한 ∂L/∂W 가운데 남는 것: 길이 ‖·‖₂와 온전한 기울기와 이루는 각. 노름으로 클리핑하면 방향은 절대 바뀌지 않습니다
lab-shortened-window = 창 k
lab-shortened-detached = k스텝마다 상태를 분리(detach)
lab-shortened-gradient = 기울기
lab-shortened-full = 온전히
lab-shortened-truncated = 절단, k = { $window }
lab-shortened-by-norm = 노름 기준, { $limit }
lab-shortened-by-value = 값 기준, { $limit }
lab-shortened-stretches = 기울기가 k스텝짜리 구간에서 앞 구간으로 넘어가지 않습니다
lab-shortened-losses = 각 손실이 자기 스텝을 포함해 k스텝을 거슬러 갑니다
lab-shortened-note = 절단: { $window }. 한계는 설정의 값입니다.
lab-chain-name = 유닛 하나
lab-chain-title = 유닛 하나, w = { $w }
lab-chain-subtitle = 첫 스텝에서 x를 읽는 유닛 하나의 hₜ = φ(w·hₜ₋₁ + xₜ + b): 한 스텝 되돌아갈 때마다 w·φ′(aₜ)가 곱해집니다
lab-chain-linear = 선형
lab-chain-sigmoid = 시그모이드
lab-chain-steps = 스텝 수 T
lab-chain-target = 정답 y
lab-chain-canvas = 사슬을 따라가는 기울기와 가중치의 거듭제곱을 나란히 그린 꺾은선 차트
lab-chain-note = 파선: w만 있었다면. 차이는 미분값 φ′ 때문입니다.
lab-chain-surface-title = (w, b)에 따른 손실과 내려가는 길
lab-chain-surface-subtitle = 위의 사슬에서 출발합니다. 실선: 경사 하강법; 파선: 기울기가 한계보다 길지 않게 한 것.
lab-chain-surface = w와 b에 따른 손실의 히트맵과 경사 하강법의 두 경로
lab-chain-rate = 학습률 η
lab-chain-limit = 한계
lab-chain-updates = 업데이트
lab-chain-cliff = 절벽으로 가기
lab-chain-ways = 그대로 두면 { $free }에서 끝나고, 클리핑하면 { $clipped }에서 끝납니다.
lab-chain-table = 사슬의 모든 스텝

## Measures of many networks or sequences

measures-measure = 측정
measures-again = 다시 측정
measures-stop = 중지
measures-waiting = 차례를 기다리는 중
measures-progress = 시퀀스 { $done }/{ $all }
measures-other-settings = 다른 설정으로 측정한 값입니다.
measures-other-updates = 업데이트 { $then }에서 측정한 값입니다. 지금 가중치는 업데이트 { $now }의 것입니다.
measures-lengths-title = 길이에 따른 첫 스텝의 기울기
measures-lengths-subtitle = 마지막 스텝의 손실이 T스텝을 거슬러 스텝 1까지 얼마나 돌아오는가: 지금 설정으로 새로 만든 신경망, 시드 { $seeds }개, 중앙값과 사분위수; 로그 눈금(정규화하지 않음)
measures-lengths-hint = 표시 여부와 상관없이 셀마다 신경망 { $networks }개가 { $shortest }~{ $longest }스텝의 시퀀스를 { $sequences }개씩 읽습니다. 몇 초 걸립니다.
measures-lengths-shown = 그리는 것
measures-lengths-weights = ‖∂L/∂W‖, 클리핑
measures-lengths-canvas-first = 시퀀스 길이에 따른 첫 스텝 기울기의 꺾은선 차트
measures-lengths-canvas-weights = 시퀀스 길이에 따른, 클리핑 전후 전체 가중치 기울기의 꺾은선 차트
measures-lengths-axis = T, 스텝 수
measures-lengths-number = { $median } ({ $lower }~{ $upper })
measures-lengths-limit = 한계 { $limit }
measures-lengths-note-first = 직선은 지수적이라는 뜻입니다. 스텝마다 같은 비율로 줄거나 늘어납니다. 클리핑은 마지막에 ∂L/∂W에만 하므로 여기서는 아무것도 바꾸지 않습니다.
measures-lengths-note-off = 실선: ∂L/∂W 전체. 파선: 노름 { $limit }에서 클리핑했을 때 남을 것. 지금 학습에서는 꺼져 있습니다. 클리핑은 폭발한 것을 줄일 뿐, 소실된 것을 되살리지는 못합니다.
measures-lengths-note-norm = 실선: ∂L/∂W 전체. 파선: 노름 { $limit }에서 클리핑하고 남은 것. 폭발한 것을 줄일 뿐, 소실된 것을 되살리지는 못합니다.
measures-lengths-note-value = 실선: ∂L/∂W 전체. 파선: 각 성분을 ±{ $limit }에서 자르고 남은 것. 폭발한 것을 줄일 뿐, 소실된 것을 되살리지는 못합니다.
measures-lengths-summary-first = { $name }: T = { $first }에서 { $from }, T = { $last }에서 { $to }.{" "}
measures-lengths-summary-weights = { $name }: T = { $first }에서 { $from }(클리핑하면 { $from_clipped }), T = { $last }에서 { $to }(클리핑하면 { $to_clipped }).{" "}
measures-lengths-median = 중앙값
measures-lengths-lower = 제1사분위수
measures-lengths-upper = 제3사분위수
measures-lengths-column-unclipped = 클리핑 전
measures-lengths-column-clipped = 클리핑 후
measures-memory-title = 상태가 아직 아는 것
measures-memory-subtitle = 지금 가중치로 무작위 기호를 읽은 뒤, hₜ만 보는 선형 판독기가 s스텝 전에 어떤 기호를 읽었는지 맞혀야 합니다
measures-memory-hint = 판독기는 시퀀스 { $fitted }개로 맞추고 다른 { $judged }개로 평가합니다. 몇 초 걸립니다.
measures-memory-no-symbols = 여기서는 셀이 기호가 아니라 수를 읽으므로 물어볼 기호가 없습니다. 단어나 기호를 읽는 과제를 고르세요.
measures-memory-canvas = 기호를 읽은 지 얼마나 되었는지에 따른 정답률의 꺾은선 차트
measures-memory-axis = s, 읽은 뒤 지난 스텝 수
measures-memory-both = { $now }, 업데이트 0에서는 { $first }
measures-memory-floor = 찍을 때: { $floor }
measures-memory-key-first = 파선: 업데이트 0의 초기 가중치.
measures-memory-key-updates = 실선: 업데이트 { $updates }.
measures-memory-at-first = 업데이트 0의 { $name }
measures-memory-summary = { $name }: 방금 읽은 기호는 { $first }, { $lag }스텝 전의 기호는 { $last } 맞힙니다.{" "}
measures-memory-not-finite = { $name }: 유한하지 않은 상태가 있어 아무것도 판독할 수 없습니다.{" "}
measures-memory-not-solved = { $name }: 상태는 모두 유한하고, 절댓값이 가장 큰 성분은 { $largest }입니다. 다만 상태들의 크기 차이가 너무 커서 배정밀도(f64)의 반올림 오차 때문에 판독의 방정식을 풀 수 없으므로, 무엇을 판독할 수 있는지 알 수 없습니다.{" "}
measures-memory-summary-floor = 찍으면 { $floor } 맞힙니다.
measures-memory-rows = 각 비율은 상태 { $rows }개로 셉니다.

## Lessons

lesson-course = 강의
lesson-lab = 실험실
lesson-1 = 1 순환
lesson-2 = 2 다섯 가지 형태
lesson-3 = 3 한 글자씩 쓰는 모델
lesson-4 = 4 시간 역전파
lesson-5 = 5 기울기 소실과 폭발
lesson-6 = 6 LSTM의 셀 상태
lesson-7 = 7 GRU의 가중 평균
lesson-glossary = 용어집
lesson-loading = 강의를 불러오는 중…
lesson-missing = 강의를 불러오지 못했습니다({ $reason }).
lesson-again = 다시 시도
lesson-text = 강의
lesson-settings = 설정
lesson-beside = 그림 옆에 놓을 것
lesson-to-text = 글로 돌아가기
lesson-all-panels = 모든 패널 보기
lesson-only-panels = 이 강의의 패널만 보기
lesson-start-again = 그림을 강의 처음 상태로
lesson-open-whole = Unrolled에서 열기
lesson-embed = 삽입
lesson-embed-hint = 지금 이 실험을 다른 페이지에 넣는 코드입니다.
lesson-embed-parts = 넣을 부분
lesson-embed-parts-help = 아무것도 고르지 않으면 스테이지를 넣습니다.
lesson-embed-height = 높이(px)
lesson-embed-height-help = 폭 760px에서 고른 부분을 위아래로 놓았을 때의 높이입니다. 더 좁은 곳에서는 길어지므로 늘리세요. 모자라면 스크롤이 생깁니다.
lesson-embed-snippet = 코드
lesson-embed-copy = 코드 복사
lesson-present = 발표 모드
lesson-present-keys = Page Down과 Page Up 키나 발표용 리모컨으로 섹션을 넘깁니다. 질문이 있으면 Page Down은 넘기기 전에 먼저 답을 보여 줍니다. 화살표 키는 신경망의 스텝을 움직입니다.
lesson-end-presentation = 끝내기
lesson-notes = 강의자 노트
lesson-slide-before = 이전 슬라이드(Page Up)
lesson-slide-next = 다음 슬라이드(Page Down)
lesson-full-screen = 전체 화면
lesson-next = 다음: { $name }
lesson-changed = 바뀐 것:
lesson-changed-nothing = 그림이 이미 그 상태입니다.
lesson-has-none = { $name }: 없음
lesson-undo = 되돌리기
lesson-to-figure = 그림에서 보기
lesson-choose = 하나를 고르세요
lesson-answer = 답하기
lesson-reveal = 답 보기
lesson-revealed = 정답: { $right }
lesson-predict = 예측하고 실행하기
lesson-training = 업데이트 { $updates }까지 학습하는 중…
lesson-right = 맞습니다.
lesson-wrong = 아쉽습니다. 정답은 다음과 같습니다: { $right }
lesson-not-known = 여기서는 신경망이 값을 내지 않습니다.
lesson-once-more = 다시 풀기
lesson-curve-label = { $cell }의 ‖∂L/∂h_t‖에 대한 내 예측, 스텝별
lesson-curve-hint = 포인터나 손가락으로 그리거나, ←와 →로 스텝을 고르고 ↑와 ↓로 움직이세요.
lesson-curve-hint-measured = 스텝을 가리키거나 ←와 →로 고르세요.
lesson-curve-both = t = { $step }: 내 예측 { $drawn }, 측정값 { $measured }
lesson-curve-missing-one = 비교하려면 선이 끊김 없이 있어야 합니다. t = { $from }에 아직 그린 것이 없습니다.
lesson-curve-missing = 비교하려면 선이 끊김 없이 있어야 합니다. t = { $from }부터 { $to }까지 아직 그린 것이 없습니다.
lesson-curve-done = 신경망과 비교하기
lesson-curve-distance = 평균 약 { $factor }배 차이가 났습니다.
lesson-curve-close = 거의 맞았습니다.
lesson-curve-drawn = 내 예측
lesson-curve-measured = 측정값
lesson-setting-text = 글
lesson-setting-task = 과제
lesson-setting-units = 유닛 수 H
lesson-setting-seed = 시드
lesson-setting-forget = 망각 편향
lesson-setting-init = W_hh의 초기화
lesson-setting-gain = 게인
lesson-setting-radius = 스펙트럼 반지름 ρ
lesson-setting-loss = 손실의 위치
lesson-setting-from = 기울기가 출발하는 손실
lesson-setting-rate = 학습률
lesson-setting-clip = 클리핑
lesson-setting-limit = 한계
lesson-setting-at = 시점
lesson-setting-cells = 셀
lesson-setting-cell = 들여다보는 셀
lesson-setting-unit = 유닛
lesson-setting-updates = 업데이트
lesson-setting-ask = 질문한 값
lesson-setting-fold = 그리는 방식
lesson-setting-gru = GRU 방식
lesson-setting-gates = 고정한 게이트
lesson-setting-start = 출발점
lesson-setting-same = 같게 맞출 것
lesson-setting-example = 예제
lesson-setting-chain = 사슬의 스텝 수
lesson-setting-parameters = 최대 파라미터 수
lesson-setting-rnn-units = RNN의 유닛 수
lesson-setting-lstm-units = LSTM의 유닛 수
lesson-setting-gru-units = GRU의 유닛 수
lesson-setting-length = 길이
lesson-setting-activation = 활성화 함수
lesson-setting-bias = 망각
lesson-setting-longest = 최대 길이
lesson-setting-optimizer = 옵티마이저
lesson-setting-batch = 배치 크기
lesson-setting-decay = 감쇠
lesson-setting-dropout = 입력 드롭아웃
lesson-setting-window = 역전파 절단
lesson-setting-encoder = 인코더와 디코더
lesson-setting-forcing = 학습할 때 읽는 것
lesson-setting-data = 내 데이터
lesson-setting-temperature = 온도
lesson-setting-draw = 샘플의 시드
lesson-setting-prompt = 샘플의 시작 글
lesson-setting-write = 샘플의 글자 수
lesson-setting-sample = 스테이지의 샘플
lesson-setting-back = 절단에서 남기는 스텝
lesson-setting-descent = 경사 하강 횟수
lesson-setting-descent-rate = 경사 하강의 학습률
lesson-setting-descent-limit = 클리핑한 경사 하강의 한계
lesson-value-on = 켬
lesson-value-off = 끔

## The first minute

tour-welcome = 처음이신가요?
tour-first-lesson = 1강 시작하기
tour-start = 다섯 단계 둘러보기
tour-lab = 혼자 살펴보기
tour-step = { $steps }단계 중 { $step }단계
tour-read = 재생 버튼이나 스페이스 바를 누르세요. 셀들이 한 스텝에 한 글자씩 단어를 읽고, 앞의 상태로부터 새 상태를 만듭니다.
tour-loss = 재생 버튼이나 → 키로 끝까지 가 보세요. 그곳에서 손실은 다음 글자가 각 셀에 얼마나 뜻밖이었는지를 말해 줍니다.
tour-back = 이제 손실이 거슬러 되돌아갑니다. 기울기가 t = 1에 닿을 때까지 가 보세요. 화살표의 굵기가 도착한 기울기의 노름입니다.
tour-ask = 아무 상태나, 아래 셀 그림의 수를 눌러 보세요. 카드가 그 수의 식을 실제 값을 넣어 보여 줍니다.
tour-change = 무엇이든 바꿔 보세요. 다른 단어, 더 많은 유닛, 다른 시드. 모든 것이 곧바로 다시 계산됩니다.
tour-end = 둘러보기가 끝났습니다. 강의에서는 먼저 예측하고, 누가 맞았는지는 신경망이 보여 줍니다.
tour-next = 다음
tour-skip = 건너뛰기
tour-close = 둘러보기 닫기

## Saved figures

figure-save = 저장
figure-save-of = “{ $title }” 저장
figure-format-of = { $extension }: “{ $title }” 저장
figure-saved = { $name } 파일을 내려받습니다.
figure-nothing = 아직 그려진 것이 없습니다.
figure-no-png = 이 브라우저는 PNG를 만들지 못합니다. SVG로 저장해도 같은 그림입니다.
figure-chain-settings = 유닛 하나: φ: { $phi }, { $numbers }.
figure-step-axis = 스텝 t
figure-update-axis = 업데이트
figure-weight-axis = w는 왼쪽에서 오른쪽으로, b는 아래에서 위로
figure-ramp = { $what }, { $low }부터 { $high }까지, 로그 눈금
figure-flow-subtitle = { $norms }; 로그 눈금(정규화하지 않음).
figure-flow-cell-state = LSTM의 셀 상태는 ‖∂L/∂cₜ‖₂
figure-flow-inputs = 입력은 ‖∂L/∂xₜ‖₂
figure-surface-subtitle = 유닛 하나로 된 사슬의 L = ½(h_T − y)².
figure-updates = 업데이트
figure-matrix = 행렬
figure-rank = 순위
figure-real = 고윳값의 실수부
figure-imaginary = 고윳값의 허수부
figure-singular = 특잇값
figure-of = 종류
figure-number = 번호
figure-grid = 격자
figure-free = 그대로
figure-clipped = 클리핑
figure-cell = 셀
figure-of-losses = s = 1 … { $steps }의 손실
figure-of-loss = s = { $s }의 손실
figure-descent = 경사 하강법
figure-descent-clipped = 같은 방법, 클리핑함
figure-in-place = , 그 대신 { $cell } 셀이 쓴 글
figure-after = { $updates ->
        [1] 업데이트 1번 뒤
       *[other] 업데이트 { $updates }번 뒤
    }
figure-losses-every = 모든 스텝에 손실
figure-losses-last = 마지막 스텝에만 손실
figure-text = 글 “{ $read }”, { $losses }
figure-length = , 길이 { $length }
figure-task = 과제: { $name }{ $length }, 예제 { $example }
figure-same-parameters = , 셀마다 파라미터 { $parameters }개 이하
figure-encoder = , 인코더의 가중치는 따로
figure-trained = 학습된 가중치에서 출발, 시드 { $seed }
figure-gain = , 게인 { $gain }
figure-bias = 망각 편향 { $bias }
figure-chrono = 최대 { $steps }스텝의 크로노 편향
figure-first-weights = 시드 { $seed }, W_hh { $name }{ $number }, { $bias }
figure-not-clipped = 클리핑 없음
figure-by-value = 값 기준 클리핑 { $limit }
figure-by-norm = 노름 기준 클리핑 { $limit }
figure-learning = { $optimizer }, 학습률 { $rate }, { $clipping }
figure-batch = 배치 { $batch }
figure-decay = 감쇠 { $decay }
figure-dropout = 드롭아웃 { $dropout }
figure-window = { $window }스텝마다 절단
figure-no-forcing = 교사 강요 없음

## What is said of charts, and laid over the stage

lab-roads-summary = { $name }, t = 1에 닿는 것: { $roads }.
lab-shortened-cuts = 끊는 자리를 스테이지에 표시
lab-shortened-turned = ({ $angle }만큼 방향이 바뀜)
lab-shortened-summary = { $name }: 길이 { $full }인 ∂L/∂W 가운데 절단(k = { $window })하면 { $truncated }{ $truncated_turned }, 노름 기준으로 클리핑하면 { $norm }, 값 기준으로 클리핑하면 { $value }{ $value_turned } 남습니다.
lab-shortened-angle = { $column }: 각(도)
lab-chain-summary-one = { $symbol } = { $product }, 인수 하나; w만 있었다면 { $power }입니다.
lab-chain-summary = { $symbol } = { $product }, 인수 { $factors }개의 곱; w만 있었다면 { $power }입니다.
lab-chain-surface-hint = 곡면을 가리키거나 누르면 그곳의 손실이 보입니다.
panels-flow-underflow = f32 언더플로 < 1.2·10⁻³⁸
panels-flow-underflows = { $name }: 단정밀도(f32)라면 이 노름은 { $steps }스텝 가운데 { $count }스텝에서 비정규 수나 0이 됩니다.{" "}
panels-flow-summary-one = { $name }: t = 1에 { $to }만큼 닿고, 그 뒤의 스텝에는 닿지 않습니다.
panels-flow-summary-single = { $name }: 하나뿐인 스텝 t = 1에 { $to } 도착, 되돌아갈 길이 없습니다.
panels-flow-summary-falls = { $name }: t = { $last }의 { $from }에서 t = 1의 { $to }까지 줄어듭니다.
panels-flow-summary-grows = { $name }: t = { $last }의 { $from }에서 t = 1의 { $to }까지 커집니다.
panels-flow-summary-is = { $name }: t = { $last }에서 { $from }, t = 1에서 { $to }입니다.
panels-fate-alive = t = 1에서도 10⁻³ 이상으로 살아 있습니다.
panels-fate-dies = 되돌아가는 도중에 소실됩니다. t = { $t } 앞쪽에서는 10⁻³보다 작습니다.
panels-fate-small = 손실에서 출발할 때부터 작습니다. t = 1에는 그 { $kept }배가 닿습니다.
panels-fate-vanished = 처음부터 소실되어 모든 스텝에서 10⁻³ 미만입니다.
panels-fate-explodes = t = { $t }에서 10³을 넘어 폭발합니다.
panels-fate-overflows = t = { $t }부터 오버플로로 유한한 수가 아닙니다.
panels-flow-of-cell-state = 그곳의 ∂L/∂c는 { $first }입니다.
panels-flow-by-larger = h와 c 가운데 큰 쪽으로 보면:
panels-flow-alone = 되돌아가는 길에 다른 손실도 더해진 값입니다. t = { $s }의 손실에서만 온 기울기는 { $first }만큼 닿습니다.
panels-flow-nothing = { $name }: 어느 스텝에도 기울기가 닿지 않습니다.
panels-influence-summary = { $name }: s = { $s }의 손실은 자기 스텝에 { $own }, 첫 스텝에 { $first }만큼 닿습니다.
panels-influence-keys = 화살표 키로 상태와 손실 사이를 옮겨 다니고, Home 키로 첫 상태, End 키로 손실로 갑니다. 스테이지가 그 길을 보여 줍니다.
stage-cuts-every-none = { $k }스텝마다 분리: 이 시퀀스가 그보다 길지 않아 끊기는 곳이 없습니다.
stage-cuts-every = { $k }스텝마다 분리: 실선 표시에서 절단된 기울기가 끝납니다. 그려진 기울기는 온전한 것입니다.
stage-cuts-no-loss = 각 손실은 자기 스텝을 포함해 { $k }스텝을 거슬러 갑니다. 어디서 끝나는지 보려면 손실이 있는 스텝으로 가거나 실험실에서 손실을 고르세요.
stage-cuts-loss-none = t = { $s }의 손실은 { $k }스텝 안에 첫 스텝까지 닿으므로 끊기지 않습니다.
stage-cuts-loss = t = { $s }의 손실은 자기 스텝을 포함해 { $k }스텝, t = { $reach }까지 거슬러 가고 실선 표시에서 끝납니다. 그려진 기울기는 온전한 것입니다.
stage-cuts-training-none = 학습은 { $k }스텝마다 상태를 분리합니다. 이 시퀀스가 그보다 길지 않아 끊기는 곳이 없습니다.
stage-cuts-training = 학습은 { $k }스텝마다 상태를 분리합니다. 기울기는 파선 표시를 넘어가지 않습니다. 그려진 기울기는 온전한 것입니다.
stage-cuts-too-close = 여기서는 끊는 자리가 너무 촘촘해 표시하지 않습니다.

## What a teacher puts into a link

teaching-locked = 이 링크에서는 바꿀 수 없는 설정입니다.
teaching-about = 이 링크에 대하여
teaching-fixed = 이 링크에서 바꿀 수 없는 설정: { $groups }.
teaching-hidden = 이 링크에서 보이지 않고 바뀌지도 않는 설정: { $groups }.
teaching-some-parts = 이 링크는 페이지의 일부만 보여 줍니다.
teaching-leave = 교사용 옵션 없이 열기
teaching-leave-hint = 같은 실험을 새 탭에서 엽니다. 모든 부분이 보이고 모든 설정을 바꿀 수 있습니다.
teaching-lock-task = 과제와 데이터
teaching-lock-word = 단어와 손실
teaching-lock-size = 크기와 시드
teaching-lock-start = 초기 가중치
teaching-lock-cells = 셀의 종류
teaching-lock-learning = 학습
teaching-refused = 이 링크에서는 바꿀 수 없는 설정입니다: { $group }.
homework-field-title = 제목
homework-field-question = 질문
homework-field-option = 보기
homework-field-name = 이름
homework-field-answer = 답
homework-in-question = 질문 { $number }: { $problem }
homework-too-long = { $field }: { $most }자까지 쓸 수 있는데 { $found }자입니다.
homework-empty = { $field }: 내용을 써야 합니다.
homework-too-many = 질문은 { $most }개까지 넣을 수 있는데 { $found }개입니다.
homework-answers = 질문은 { $questions }개인데 답이 { $found }개입니다.
homework-kind = “{ $found }”: 알 수 없는 질문 유형입니다.
homework-options = 보기는 2개에서 { $most }개까지이고 정답은 그 안에 있어야 하는데, { $found }개입니다.
homework-number = “{ $found }”: 여기에 쓸 수 있는 수가 아닙니다.
homework-number-missing = 아직 수를 쓰지 않았습니다.
homework-reading = “{ $found }”: 신경망에 이런 값은 없습니다.
homework-title = 숙제
homework-name = 이름
homework-answer = { $number }번 질문의 답
homework-number-help = 링크를 열었을 때의 실험에서 값을 읽어 쓰세요. 그 실험이 내는 값과 비교합니다.
homework-read-as = 읽은 값: { $value }. 링크를 열었을 때의 실험이 내는 값과 비교합니다.
homework-no-number = 수가 아닙니다.
homework-to-panel = “{ $panel }” 보기
homework-more = { $quantity }: { $value }보다 크게
homework-less = { $quantity }: { $value }보다 작게
homework-now = 지금: { $value }
homework-met = 지금: { $value }. 찾던 값입니다.
homework-to-question = 질문으로
homework-copy = 답이 담긴 링크 복사
homework-copied = 복사했습니다({ $found }자). 이 링크를 선생님께 보내세요. 답과 실험이 모두 들어 있습니다.
homework-open = { $number }번 질문에 아직 답하지 않았습니다. 링크는 그대로 만들었습니다.
homework-open-several = { $others }, { $last }번 질문에 아직 답하지 않았습니다. 링크는 그대로 만들었습니다.
homework-refused = 브라우저가 복사를 허용하지 않습니다. 링크는 다음과 같습니다.
homework-link-long = 링크가 { $found }자입니다. { $most }자보다 길면 잘리는 프로그램이 있으므로 글을 줄이세요.
homework-names-data = 데이터가 커서 링크에 담기지 않습니다. 링크를 여는 사람도 같은 데이터를 먼저 넣어야 합니다.
homework-link = 링크
homework-returned = 답한 사람: { $name }
homework-nobody = 이름 없음
homework-running = 업데이트 { $updates }까지 실험을 다시 실행하고 있습니다…
homework-running-given = 물어보신 수를 구하려고, 내주신 그대로의 실험을 업데이트 { $updates }까지 실행하고 있습니다…
homework-change = { $name }: { $from } → { $to }
homework-changes = 학생이 바꾼 것: { $changes }.
homework-unchanged = 학생이 실험에서 바꾼 것이 없습니다.
homework-as-given = 링크를 열었을 때의 실험 보기
homework-to-own = 내 실험으로 돌아가기
homework-aside = 링크를 열었을 때의 실험입니다. 하던 실험은 따로 두었습니다. 링크를 복사하기 전에 그 실험으로 돌아가세요.
homework-same = 업데이트 { $updates }까지 다시 실행했습니다. 학생의 가중치와 비트까지 같습니다.
homework-differs = 다시 실행한 결과가 다릅니다. 이 실험에서 나온 가중치가 아닙니다.
homework-made-here = 문제와 정답이 이 브라우저에서 만든 링크의 것과 같습니다.
homework-made-elsewhere = 문제와 정답도 이 링크에서 읽었습니다. 이 브라우저에서 만든 기록이 없으므로, 필요하면 직접 낸 문제와 비교하세요.
homework-right = 맞음
homework-wrong = 틀림
homework-to-read = 직접 읽고 판단
homework-unanswered = 답하지 않음
homework-unknown = 신경망에 이런 값이 없음
homework-found = 신경망이 내는 값: { $value }.
homework-again = 답 고치기
homework-of-cell = { $quantity }, { $cell }
homework-at-step = { $quantity }, 스텝 { $step }
homework-quantity-loss = 손실 L
homework-quantity-mean-loss = 답 하나당 손실
homework-quantity-loss-at = 한 스텝의 손실
homework-quantity-probability = 정답의 확률
homework-quantity-says = 확률이 가장 높은 답
homework-quantity-kept = 스텝 1까지 남아 있는 기울기 ‖∂L/∂h‖의 비율
homework-quantity-gradient = 기울기 ‖∂L/∂h_t‖
homework-quantity-weakest = 기울기가 가장 작은 스텝
homework-quantity-weight-gradient = 모든 가중치의 기울기
homework-quantity-radius = 스펙트럼 반지름 ρ(W_hh)
homework-quantity-sigma = W_hh의 가장 큰 특잇값
homework-quantity-half-life = LSTM 셀 상태의 반감기
homework-quantity-chain-product = 유닛 하나짜리 사슬을 따라 곱한 값
homework-quantity-parameters = 셀의 파라미터 수(출력층 제외)
homework-quantity-units = 유닛 수
homework-quantity-steps = 스텝 수
homework-quantity-updates = 업데이트 수
homework-quantity-accuracy = 테스트 세트의 정답률
homework-quantity-test-loss = 테스트 세트의 손실
homework-quantity-entry = 수 하나 (위치로 지정)

## The dialog in which a teacher makes a link

stage-key-teach = 수업용 링크 만들기
stage-key-slide = 발표 중에 이전 슬라이드, 다음 슬라이드
stage-key-full-screen = 발표 중에 전체 화면
teach-show = 수업
teach-title = 수업용 링크
teach-note = 이 링크는 지금 이 실험을 그대로 열고, 질문을 보여 주고, 정한 설정을 바꿀 수 없게 합니다. 수업을 돕는 기능이지 보안 장치가 아닙니다. 표시해 둔 정답을 포함해 링크에 담긴 내용은 누구나 읽을 수 있고, 이 옵션 없이 열 수도 있습니다.
teach-homework = 제목
teach-question = 질문 { $number }
teach-text = 질문
teach-answered = 답하는 방법
teach-kind-text = 글로 답하기
teach-kind-choice = 보기에서 고르기
teach-kind-number = 이 실험에서 읽은 수
teach-kind-experiment = 실험: 조건에 맞는 설정 찾기
teach-text-help = 글로 쓴 답은 채점하지 않습니다. 돌아온 답을 직접 읽으세요.
teach-option = 보기 { $number }
teach-right-of = 보기 { $number }번이 정답
teach-right-help = 정답인 보기를 표시하거나 비워 두세요. 표시는 링크에 담기므로 숨길 수 없습니다.
teach-add-option = 보기 추가
teach-remove-option = 마지막 보기 삭제
teach-unmark = 정답 표시 지우기
teach-quantity = 값
teach-cell = 셀
teach-step = 스텝
teach-address = 주소
teach-tolerance = 허용 오차(%)
teach-tolerance-help = 이 범위 안에 있거나, 쓴 유효숫자(두 자리 이상)까지 반올림한 값이면 맞습니다.
teach-is-to-be = 조건
teach-more = 다음보다 크게
teach-less = 다음보다 작게
teach-value = 기준값
teach-value-now = 지금 실험의 값: { $value }.
teach-right-value = 지금 실험의 값: { $value }. 학생이 무엇을 바꾸어도 이 값이 정답입니다.
teach-is-met = 지금 실험의 값: { $value }. 이미 조건에 맞으므로 찾을 것이 없습니다.
teach-no-value = 지금 실험에는 이런 값이 없습니다.
teach-up = 위로
teach-up-of = 질문 { $number }번을 위로
teach-down = 아래로
teach-down-of = 질문 { $number }번을 아래로
teach-remove = 삭제
teach-remove-of = 질문 { $number }번 삭제
teach-add = 질문 추가
teach-fixed = 설정
teach-fixed-help = 잠근 설정은 보이지만 바꿀 수 없습니다. 숨긴 설정은 보이지 않으며 역시 바뀌지 않습니다. 시점과 업데이트, 그리는 방식은 언제나 바꿀 수 있습니다.
teach-open = 바꿀 수 있음
teach-locked = 잠금
teach-hidden = 숨김
teach-covers-task = 과제와 그 데이터, 길이, 예제입니다. 잠근 크기, 손실, 단어를 바꾸게 되는 과제는 고를 수 없습니다.
teach-covers-word = 단어와 손실을 재는 위치입니다. 다른 과제를 고르는 것은 과제에서 정합니다.
teach-covers-size = 셀의 유닛 수나 파라미터 수와 시드입니다. 단어나 초기화를 바꾸면 수는 여전히 달라집니다.
teach-covers-start = 시드로 가중치를 만드는 방법, 곧 게인과 스펙트럼 반지름, 망각 편향입니다. 기울기 실험실에 있는 것도 함께 잠깁니다. 시드는 크기에서 정합니다.
teach-covers-cells = 활성화 함수, GRU 방식, 고정한 게이트입니다. 어느 셀을 보일지는 바꿀 수 있습니다.
teach-covers-learning = 옵티마이저, 학습률, 클리핑, 배치입니다. 업데이트를 몇 번 할지는 바꿀 수 있습니다.
teach-shown = 보여 줄 부분
teach-shown-help = 고른 부분만 보입니다. 아무것도 고르지 않으면 모두 보입니다.
teach-panel = 처음 보여 줄 곳
teach-beginning = 페이지의 처음
teach-part-stage = 스테이지
teach-part-cell-view = 셀 내부
teach-experiment = 링크에는 지금의 설정, 업데이트, 시점이 담깁니다. 다르게 하려면 페이지에서 먼저 바꾸세요.
teach-length = 링크 길이: { $found }자(최대 { $most }자)
teach-copy = 링크 복사
teach-copied = 복사했습니다({ $found }자). 이 링크를 학생들에게 보내세요.
teach-look = 학생이 볼 화면 열기
teach-kept = 여기에 쓴 내용은 이 탭을 닫기 전까지 남아 있습니다. 페이지를 새로 고쳐도 지워지지 않습니다.
teach-start-over = 처음부터 다시
teach-take-back = 지운 내용 되돌리기
