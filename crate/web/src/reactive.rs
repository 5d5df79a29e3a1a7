//! Closures and signals with their types forgotten. Leptos compiles its machinery anew for every type of closure and of value
//! that it is given, and each closure has a type of its own; behind these functions it is compiled once, or once for each type
//! that is put into a view, which makes the download much smaller.

use std::any::Any;
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

use leptos::prelude::{Effect, Get, GetUntracked, Set, Track};

/// A part of a view, text or attribute, that follows what it reads.
pub fn live<T>(value: impl FnMut() -> T + Send + 'static) -> Box<dyn FnMut() -> T + Send> {
    Box::new(value)
}

/// What is to be done at an event, as `on:click=handler(move |_| …)`.
pub fn handler<E>(handle: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(handle)
}

/// Runs soon, and again after anything that it reads has changed.
pub fn effect(run: impl FnMut() + 'static) {
    fn start(mut run: Box<dyn FnMut()>) {
        Effect::new(move |_| run());
    }
    start(Box::new(run));
}

/// A value that is computed from others; whoever reads it is told when it differs.
pub fn memo<T: PartialEq + Send + Sync + 'static>(value: impl Fn() -> T + Send + Sync + 'static) -> Memo<T> {
    fn of(value: Box<dyn Fn() -> Erased + Send + Sync>) -> leptos::prelude::Memo<Erased> {
        leptos::prelude::Memo::new(move |_| value())
    }
    let is_same = |one: &Erased, other: &Erased| one.value::<T>() == other.value::<T>();
    Signal { inner: of(Box::new(move || Erased::new(value(), is_same))), of: PhantomData }
}

/// A value that anyone may set; whoever reads it is told.
pub type RwSignal<T> = Signal<T, leptos::prelude::RwSignal<Erased>>;

/// What [`memo`] makes.
pub type Memo<T> = Signal<T, leptos::prelude::Memo<Erased>>;

/// A signal of Leptos, `S`, whose value is a `T`.
pub struct Signal<T, S> {
    inner: S,
    of: PhantomData<fn() -> T>,
}

impl<T, S: Copy> Clone for Signal<T, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, S: Copy> Copy for Signal<T, S> {}

impl<T: Send + Sync + 'static, S: Get<Value = Erased> + GetUntracked<Value = Erased> + Track> Signal<T, S> {
    pub fn track(&self) {
        self.inner.track();
    }

    pub fn read(&self) -> Shared<T> {
        self.inner.get().value()
    }

    pub fn read_untracked(&self) -> Shared<T> {
        self.inner.get_untracked().value()
    }

    pub fn with<V>(&self, read: impl FnOnce(&T) -> V) -> V {
        read(&self.read())
    }

    pub fn with_untracked<V>(&self, read: impl FnOnce(&T) -> V) -> V {
        read(&self.read_untracked())
    }

    pub fn get(&self) -> T
    where
        T: Clone,
    {
        T::clone(&self.read())
    }

    pub fn get_untracked(&self) -> T
    where
        T: Clone,
    {
        T::clone(&self.read_untracked())
    }

    /// `None` once the part of the page that the signal belongs to is gone.
    pub fn try_get_untracked(&self) -> Option<T>
    where
        T: Clone,
    {
        self.inner.try_get_untracked().map(|erased| T::clone(&erased.value()))
    }
}

impl<T: Send + Sync + 'static> RwSignal<T> {
    pub fn new(value: T) -> Self {
        Self { inner: leptos::prelude::RwSignal::new(Erased::unlike(value)), of: PhantomData }
    }

    pub fn set(&self, value: T) {
        self.inner.set(Erased::unlike(value));
    }

    /// Gives the value back once the part of the page that the signal belongs to is gone.
    pub fn try_set(&self, value: T) -> Option<Shared<T>> {
        self.inner.try_set(Erased::unlike(value)).map(|erased| erased.value())
    }

    pub fn update(&self, change: impl FnOnce(&mut T))
    where
        T: Clone,
    {
        self.maybe_update(|value| {
            change(value);
            true
        });
    }

    /// Only tells of a change if `change` says that it made one.
    pub fn maybe_update(&self, change: impl FnOnce(&mut T) -> bool)
    where
        T: Clone,
    {
        let mut value = self.get_untracked();
        if change(&mut value) {
            self.set(value);
        }
    }
}

/// A value of some type, and how two of that type are compared.
#[derive(Clone)]
pub struct Erased {
    value: Arc<dyn Any + Send + Sync>,
    is_same: fn(&Self, &Self) -> bool,
}

impl PartialEq for Erased {
    fn eq(&self, other: &Self) -> bool {
        (self.is_same)(self, other)
    }
}

impl Erased {
    fn new<T: Send + Sync + 'static>(value: T, is_same: fn(&Self, &Self) -> bool) -> Self {
        Self { value: Arc::new(value), is_same }
    }

    /// What nobody compares.
    fn unlike<T: Send + Sync + 'static>(value: T) -> Self {
        Self::new(value, |_, _| false)
    }

    fn value<T: Send + Sync + 'static>(&self) -> Shared<T> {
        Shared(Arc::clone(&self.value).downcast().unwrap_or_else(|_| unreachable!("a signal has one type of value")))
    }
}

/// A signal's value as it was when it was read.
#[derive(PartialEq)]
pub struct Shared<T>(Arc<T>);

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}
